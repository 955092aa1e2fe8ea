import 'server-only';
import { randomUUID } from 'node:crypto';
import { databaseNow } from '@/lib/db/now';
import { db, type Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import type { Client } from '@/lib/http/client';
import { SESSION_DURATION_MS } from './policy';

/** The parts of a session that its cookie needs. */
export type IssuedSession = { id: string; expiresAt: Date };

/** What proved a person's identity, as it was when it was checked. */
export type Proof = { passwordHash: string } | { credentialId: string };

/** A person who signs in, and their proof. */
export type ProvenUser = { userId: string; proof: Proof };

/**
 * Opens a session for a person whose identity was just proven.
 * @param proof must still be the account's: otherwise a reset between the check and this would be bypassed.
 * @throws {AppError} `sign_in_failed` when the account was deactivated, or the proof replaced, meanwhile.
 */
export async function createSession(userId: string, client: Client, proof?: Proof): Promise<IssuedSession> {
  const now = await databaseNow();
  const data = {
    // Random, not time-ordered: a session id must not be guessable even in part.
    id: randomUUID(),
    userId,
    createdAt: now,
    authenticatedAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + SESSION_DURATION_MS),
    sourceAddress: client.sourceAddress || null,
    userAgent: client.userAgent || null,
  };
  return db().$transaction(async (tx) => {
    // A deactivation ends the existing sessions; a session that it could not see would revive with the account.
    const [active] = await tx.$queryRaw<object[]>`
      select id from "user" where id = ${userId} and deactivated_at is null for share`;
    if (!active)
      throw new AppError(
        'sign_in_failed',
        'This account is deactivated; ask an administrator to reactivate it.',
      );
    if (proof && !(await isCurrent(tx, userId, proof))) {
      throw new AppError('sign_in_failed', 'What you signed in with was replaced just now; sign in again.');
    }
    return tx.session.create({ data, select: { id: true, expiresAt: true } });
  });
}

/** Runs under the lock on the person, which every reset takes first. */
async function isCurrent(tx: Transaction, userId: string, proof: Proof): Promise<boolean> {
  const found =
    'passwordHash' in proof
      ? await tx.user.count({ where: { id: userId, passwordHash: proof.passwordHash } })
      : await tx.passkey.count({ where: { userId, credentialId: proof.credentialId } });
  return found > 0;
}
