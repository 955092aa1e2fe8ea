import 'server-only';
import { requireStanding } from '@/lib/auth/act-as';
import type { Administrator, SteppedUpUser } from '@/lib/auth/principals';
import { takeLock } from '@/lib/db/advisory-locks';
import type { Role } from '@/lib/db/generated/enums';
import { db, type Transaction } from '@/lib/db/prisma';
import { AppError, notFound } from '@/lib/errors';

type LockedMember = { role: Role; active: boolean };

/**
 * Like `actAs`, for what an administrator does to a member, who is locked until the end. Such acts happen one after the other.
 * @throws {AppError} `not_found`, or like `actAs`.
 */
export function actOnMember<T>(
  administrator: SteppedUpUser & Administrator,
  userId: string,
  act: (tx: Transaction, member: LockedMember) => Promise<T>,
): Promise<T> {
  return db().$transaction(async (tx) => {
    await takeLock(tx, 'memberStatus');
    await requireStanding(tx, administrator, { alone: true });
    const [member] = await tx.$queryRaw<LockedMember[]>`
      select role::text as role, deactivated_at is null as active
      from "user" where id = ${userId} for no key update`;
    if (!member) throw notFound('member');
    return act(tx, member);
  });
}

/** @throws {AppError} `conflict` for a deactivated member. */
export function requireActive({ active }: LockedMember): void {
  if (!active) throw new AppError('conflict', 'This member is deactivated. Reactivate them first.');
}
