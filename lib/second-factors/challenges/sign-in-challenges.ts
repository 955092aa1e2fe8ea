import 'server-only';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { timeOrderedId } from '@/lib/db/ids';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import { challengeIn } from './challenges';
import { CHALLENGE_DURATION_MS } from './policy';

const HEAD_BYTES = 16;
const TIME_BYTES = 6;

/**
 * A challenge for signing in, good once, within five minutes. Anybody may ask for any number, so nothing is stored:
 * it carries its expiry and our MAC.
 */
export async function issueSignInChallenge(at?: Date): Promise<string> {
  const now = at ?? (await databaseNow());
  const head = randomBytes(HEAD_BYTES);
  head.writeUIntBE(now.getTime() + CHALLENGE_DURATION_MS, 0, TIME_BYTES);
  return Buffer.concat([head, markOf(head)]).toString('base64url');
}

/**
 * Uses up the challenge that a browser's answer was signed for, committed before the answer is verified: the second
 * of two parallel answers finds it used. Call it only for an existing passkey, so that strangers leave no rows.
 * @returns the challenge, or null when it is not ours, too old or used.
 */
export async function takeSignInChallenge(clientDataJSON: string, at?: Date): Promise<string | null> {
  const challenge = challengeIn(clientDataJSON);
  const bytes = Buffer.from(challenge ?? '', 'base64url');
  const head = bytes.subarray(0, HEAD_BYTES);
  const isOurs = bytes.length === 2 * HEAD_BYTES && timingSafeEqual(bytes.subarray(HEAD_BYTES), markOf(head));
  // Each challenge has one spelling: base64 leaves spare bits, and another spelling would be another row.
  if (!isOurs || challenge === null || bytes.toString('base64url') !== challenge) return null;
  const expiresAt = new Date(head.readUIntBE(0, TIME_BYTES));
  const leftMs = expiresAt.getTime() - (at ?? (await databaseNow())).getTime();
  if (leftMs <= 0 || leftMs > CHALLENGE_DURATION_MS) return null;
  const { count } = await db().webauthnChallenge.createMany({
    data: { id: timeOrderedId(), challenge, purpose: 'SIGN_IN', expiresAt },
    skipDuplicates: true,
  });
  return count === 1 ? challenge : null;
}

function markOf(head: Buffer): Buffer {
  return keyedHash(`sign-in challenge|${head.toString('base64url')}`).subarray(0, HEAD_BYTES);
}
