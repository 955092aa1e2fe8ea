import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import { insertUser } from '@/lib/accounts/user/insert-user';
import { hashPassword } from '@/lib/accounts/user/password';
import type { Administrator, SignedInUser, SteppedUpUser } from '@/lib/auth/principals';
import { SESSION_DURATION_MS } from '@/lib/auth/session/policy';
import { db } from '@/lib/db/prisma';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { createOrganization } from './create-organization';

export type NewUser = {
  name?: string;
  email?: string;
  /** Left out, the account has no password; hashing one takes a tenth of a second. */
  password?: string;
  role?: 'ADMINISTRATOR' | 'MEMBER';
  /** Whether the e-mail address is known to be theirs. */
  emailProven?: boolean;
};

/** A person who has just signed in and verified a second factor: the principal of verbs. */
export type TestUser = SteppedUpUser & Administrator;

/** Makes a new person, with #general and Herald when those exist. */
export async function createUser(input: NewUser = {}): Promise<TestUser> {
  await createOrganization();
  const email = input.email ?? `user-${randomBytes(6).toString('hex')}@example.com`;
  const name = input.name ?? 'Ada Lovelace';
  const role = input.role ?? 'MEMBER';
  const emailProven = input.emailProven ?? false;
  const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password);
  const { id } = await db().$transaction((tx) =>
    insertUser(tx, { email, name, role, emailProven, ...(passwordHash ? { passwordHash } : {}) }),
  );
  return signedIn({ id, email, name, role });
}

/** The principal of an existing person, with a new session that has just been stepped up. */
export async function signedIn(
  user: Pick<SignedInUser, 'id' | 'email' | 'name' | 'role'>,
): Promise<TestUser> {
  const now = new Date();
  const session = { id: randomUUID(), authenticatedAt: now, stepUpVerifiedAt: now };
  const expiresAt = new Date(now.getTime() + SESSION_DURATION_MS);
  await db().session.create({ data: { ...session, userId: user.id, expiresAt }, select: { id: true } });
  return requireStepUp({ ...user, at: now, session } as unknown as SignedInUser) as TestUser;
}
