import 'server-only';
import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/prisma';
import type { Client } from '@/lib/http/client';
import { SESSION_DURATION_MS } from './session-policy';

/** A session as its cookie needs it. */
export type IssuedSession = { id: string; expiresAt: Date };

/** Opens a session for somebody whose identity was just proven. */
export async function createSession(userId: string, client: Client): Promise<IssuedSession> {
  const now = new Date();
  return db().session.create({
    data: {
      // Random, not time-ordered: a session id must not be guessable even in part.
      id: randomUUID(),
      userId,
      authenticatedAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_DURATION_MS),
      sourceAddress: client.sourceAddress || null,
      userAgent: client.userAgent || null,
    },
    select: { id: true, expiresAt: true },
  });
}
