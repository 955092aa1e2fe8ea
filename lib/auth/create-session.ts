import 'server-only';
import { randomUUID } from 'node:crypto';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import type { Client } from '@/lib/http/client';
import { SESSION_DURATION_MS } from './session-policy';

/** A session as its cookie needs it. */
export type IssuedSession = { id: string; expiresAt: Date };

/**
 * Opens a session for somebody whose identity was just proven.
 * @throws {AppError} `sign_in_failed` when the account was deactivated meanwhile.
 */
export async function createSession(userId: string, client: Client): Promise<IssuedSession> {
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
    // A deactivation ends the sessions that there are; one that it could not see would live again with the account.
    const [active] = await tx.$queryRaw<object[]>`
      select id from "user" where id = ${userId} and deactivated_at is null for share`;
    if (!active) throw new AppError('sign_in_failed', 'This account is deactivated.');
    return tx.session.create({ data, select: { id: true, expiresAt: true } });
  });
}
