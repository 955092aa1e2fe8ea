import 'server-only';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { timeOrderedId } from '@/lib/db/ids';
import { databaseNow } from '@/lib/db/now';
import { db, isForeignKeyViolation } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { isAhead } from '@/lib/instants';
import { CHALLENGE_DURATION_MS } from './policy';

/**
 * A challenge's purpose, person and session. Challenges for signing in, when the person is unknown, are not stored.
 */
export type ChallengeFor = { purpose: 'STEP_UP' | 'ENROL'; userId: string; sessionId: string };

/** Prompts that one session may have open; of more, the oldest are forgotten. */
const MOST_OPEN = 10;

/**
 * A new challenge (base64url of 32 random bytes), good once, within five minutes, for this purpose alone.
 * @throws {AppError} `sign_in_required` when the session has ended, or was renewed, since the gate asked.
 */
export async function issueChallenge(wanted: ChallengeFor, at?: Date): Promise<string> {
  const now = at ?? (await databaseNow());
  await db().webauthnChallenge.deleteMany({ where: { expiresAt: { lte: now } } });
  const challenge = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + CHALLENGE_DURATION_MS);
  await db()
    .webauthnChallenge.create({
      data: { id: timeOrderedId(), challenge, expiresAt, ...wanted },
      select: { id: true },
    })
    .catch((error: unknown) => {
      if (!isForeignKeyViolation(error)) throw error;
      throw new AppError('sign_in_required', 'This session has ended. Sign in again.');
    });
  const older = await db().webauthnChallenge.findMany({
    where: wanted,
    orderBy: { id: 'desc' },
    skip: MOST_OPEN,
    select: { id: true },
  });
  if (older.length > 0) {
    await db().webauthnChallenge.deleteMany({ where: { id: { in: older.map(({ id }) => id) } } });
  }
  return challenge;
}

/**
 * Takes the challenge that a browser's answer was signed for. Its deletion is committed before the answer is
 * verified, so that the second of two parallel answers finds nothing.
 * @returns the challenge, or null when there is none of this purpose, person and session.
 */
export async function takeChallenge(
  wanted: ChallengeFor,
  clientDataJSON: string,
  at?: Date,
): Promise<string | null> {
  const challenge = challengeIn(clientDataJSON);
  if (!challenge) return null;
  const now = at ?? (await databaseNow());
  const { count } = await db().webauthnChallenge.deleteMany({
    where: { challenge, expiresAt: isAhead(now, CHALLENGE_DURATION_MS), ...wanted },
  });
  return count === 1 ? challenge : null;
}

const clientData = z.object({ challenge: z.string().min(1).max(200) });

/** The challenge that a browser claims to have signed; null without one. */
export function challengeIn(clientDataJSON: string): string | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
    return clientData.parse(json).challenge;
  } catch {
    return null;
  }
}
