import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import { insertUser } from '@/lib/accounts/insert-user';
import { hashPassword } from '@/lib/accounts/password';
import type { Administrator, SignedInUser, SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { createOrganization } from './create-organization';

export type NewUser = {
  name?: string;
  email?: string;
  /** Without one, the account has no password: hashing takes a tenth of a second. */
  password?: string;
  role?: 'ADMINISTRATOR' | 'MEMBER';
};

/** A person who has just signed in and verified a second factor: what verbs take as their first argument. */
export type TestUser = SteppedUpUser & Administrator;

/** Makes a person of their own, with #general and Herald where those exist. */
export async function createUser(input: NewUser = {}): Promise<TestUser> {
  await createOrganization();
  const email = input.email ?? `user-${randomBytes(6).toString('hex')}@example.com`;
  const name = input.name ?? 'Ada Lovelace';
  const role = input.role ?? 'MEMBER';
  const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password);
  const { id } = await db().$transaction((tx) =>
    insertUser(tx, { email, name, role, ...(passwordHash ? { passwordHash } : {}) }),
  );
  return signedIn({ id, email, name, role });
}

/** The principal of somebody who exists; its session is not stored, so it cannot be used in a browser. */
export function signedIn(user: Pick<SignedInUser, 'id' | 'email' | 'name' | 'role'>): TestUser {
  const now = new Date();
  const session = { id: randomUUID(), authenticatedAt: now, stepUpVerifiedAt: now };
  return requireStepUp({ ...user, session } as unknown as SignedInUser) as TestUser;
}
