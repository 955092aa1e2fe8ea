import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { db, type Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import type { SignedInUser, SteppedUpUser } from './principals';
import { requireAdministrator } from './require-administrator';
import { openSession } from './session/open-session';

type Options = {
  /** Lets this person do one act at a time; for acts that count the person's rows before adding to them. */
  alone?: boolean;
};

type Standing = {
  active: boolean;
  role: SignedInUser['role'];
  open: boolean;
  at: Date;
  stepUpVerifiedAt: Date | null;
};

/**
 * Runs an act of a person: one transaction that repeats the gate's check first and holds its result until the end. A
 * deactivation, a demotion, a revoked session or *Lock now* comes either before all of it or after. Every verb that
 * writes for a principal goes through this file; act-as.test.ts lists the few that need not.
 * @throws {AppError} `sign_in_required`, `administrator_required` or `step_up_required`, like the gate.
 */
export function actAs<T>(
  user: SignedInUser,
  act: (tx: Transaction) => Promise<T>,
  { alone = false }: Options = {},
): Promise<T> {
  return db().$transaction(async (tx) => {
    await requireStanding(tx, user, { alone });
    return act(tx);
  });
}

/**
 * The same check inside another transaction: locks the person's row, then the session's. All changes of both lock
 * them in this order.
 * @returns the person as they are now.
 */
export async function requireStanding<U extends SignedInUser>(
  tx: Transaction,
  user: U,
  { alone = false }: Options = {},
): Promise<U> {
  // Turning a shared lock into an exclusive one later would deadlock.
  const lock = alone ? Prisma.sql`for no key update of u for share of s` : Prisma.sql`for share of u, s`;
  const [standing] = await tx.$queryRaw<Standing[]>(standingSql(user, lock));
  return judge(user, standing);
}

/** A row read with a lock is the newest version. */
function standingSql(user: SignedInUser, lock: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select u.deactivated_at is null as active, u.role::text as role,
      ${openSession} as open, clock_timestamp() as at,
      s.step_up_verified_at as "stepUpVerifiedAt"
    from "user" u join session s on s.user_id = u.id
    where u.id = ${user.id} and s.id = ${user.session.id}::uuid
    ${lock}`;
}

/** @returns the person as they are now. */
function judge<U extends SignedInUser>(user: U, standing: Standing | undefined): U {
  if (!standing?.active || !standing.open) {
    throw new AppError('sign_in_required', 'This session has ended. Sign in again.');
  }
  const { stepUpVerifiedAt, role, at } = standing;
  const now: U = { ...user, role, at, session: { ...user.session, stepUpVerifiedAt } };
  if (user.role === 'ADMINISTRATOR') requireAdministrator(now);
  return 'stepUpEndsAt' in user ? { ...now, ...requireStepUp(now) } : now;
}

/** SQL: whether the act of `actAtOnce` is permitted. */
export const PERMITTED = Prisma.sql`exists (select from permitted)`;

/** SQL: a door for acts that ask for nothing more; others lock what permits the act. Without a row nothing is done. */
export const OPEN = Prisma.sql`select where ${PERMITTED}`;

/**
 * Like `actAs`, as one statement, for changes of rows that the accepting statement locks: calls wait for it as for
 * another batch, and never for this process.
 * @param act expressions of a WITH, the last of them named `done`; every change in it asks for PERMITTED.
 * @returns the rows of `done`.
 * @throws {AppError} like `actAs`.
 */
export async function actAtOnce<Row>(user: SignedInUser, act: Prisma.Sql): Promise<Row[]> {
  for (let asked = user; ; ) {
    const [answer] = await db().$queryRaw<[Partial<Standing> & { permitted: boolean; done: Row[] }]>`
      with standing as materialized (${standingSql(asked, Prisma.sql`for share of u, s`)}),
      permitted as materialized (select from standing where active and open and ${stillHas(asked)}),
      ${act}
      select standing.*, ${PERMITTED} as permitted, (select coalesce(json_agg(d), '[]') from done d) as done
      from (select) one left join standing on true`;
    if (answer.permitted) return answer.done;
    // The person verified again after the gate's check, so that check's values are outdated while the right is not;
    // asks again.
    asked = judge(asked, answer.at ? (answer as Standing) : undefined);
  }
}

/** SQL about `standing`: nothing that the gate saw was revoked or has ended. */
function stillHas(user: SignedInUser): Prisma.Sql {
  const isAdministrator =
    user.role === 'ADMINISTRATOR' ? Prisma.sql`role = 'ADMINISTRATOR'` : Prisma.sql`true`;
  if (!('stepUpEndsAt' in user)) return isAdministrator;
  const { session, stepUpEndsAt } = user as SteppedUpUser;
  return Prisma.sql`${isAdministrator} and "stepUpVerifiedAt" >= ${session.stepUpVerifiedAt} and at < ${stepUpEndsAt}`;
}
