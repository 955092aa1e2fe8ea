import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { db, type Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import type { SignedInUser } from './principals';
import { requireAdministrator } from './require-administrator';
import { openSession } from './session/open-session';

type Options = {
  /** One deed of this person at a time; for what counts their rows before it adds to them. */
  alone?: boolean;
};

/** Deeds wait for connections, and those of one person for each other; this is how long at most. */
const PATIENCE = { maxWait: 10_000, timeout: 15_000 };

type Standing = {
  active: boolean;
  role: SignedInUser['role'];
  open: boolean;
  at: Date;
  stepUpVerifiedAt: Date | null;
};

/**
 * What a person does: one transaction that begins by asking again what the gate asked, and holds the answer until it ends. A
 * deactivation, a demotion, a revoked session or *Lock now* that comes meanwhile is either before all of it, or after.
 * Every verb that writes for a principal goes through here.
 * @throws {AppError} `sign_in_required`, `administrator_required` or `step_up_required`, as the gate would.
 */
export function actAs<T>(
  user: SignedInUser,
  deed: (tx: Transaction) => Promise<T>,
  { alone = false }: Options = {},
): Promise<T> {
  return db().$transaction(async (tx) => {
    await requireStanding(tx, user, { alone });
    return deed(tx);
  }, PATIENCE);
}

/**
 * The same inside a transaction that has to begin otherwise: locks the person's row, then the session's. Whoever changes both
 * takes them in this order, too.
 * @returns the person as they stand now.
 */
export async function requireStanding<U extends SignedInUser>(
  tx: Transaction,
  user: U,
  { alone = false }: Options = {},
): Promise<U> {
  // Read with its lock, a row is the newest. A share of the lock could not be made more of without deadlocks.
  const lock = alone ? Prisma.sql`for no key update of u for share of s` : Prisma.sql`for share of u, s`;
  const rows = await tx.$queryRaw<Standing[]>`
    select u.deactivated_at is null as active, u.role::text as role,
      ${openSession} as open, clock_timestamp() as at,
      s.step_up_verified_at as "stepUpVerifiedAt"
    from "user" u join session s on s.user_id = u.id
    where u.id = ${user.id} and s.id = ${user.session.id}::uuid
    ${lock}`;
  const standing = rows[0];
  if (!standing?.active || !standing.open) {
    throw new AppError('sign_in_required', 'This session has ended. Sign in again.');
  }
  const { stepUpVerifiedAt, role, at } = standing;
  const now: U = { ...user, role, at, session: { ...user.session, stepUpVerifiedAt } };
  if (user.role === 'ADMINISTRATOR') requireAdministrator(now);
  if ('stepUpEndsAt' in user) requireStepUp(now);
  return now;
}
