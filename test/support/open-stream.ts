import { randomUUID } from 'node:crypto';
import type { SignedInUser, SteppedUpUser } from '@/lib/auth/principals';
import { timeOrderedId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { openStream, type Wanted } from '@/lib/streams/open-stream';
import { aPerson } from '@/test/support/feed';

export const NO_HEARTBEAT_MS = 600_000;

export const feedTopic = (feedId: number, after = 0): Wanted => ({ topic: { kind: 'feed', feedId }, after });

export const tokenTopic = (tokenId: string): Wanted => ({ topic: { kind: 'token', tokenId }, after: 0 });

/** A reader that takes everything, and whose rights no heartbeat checks. */
export async function open(user: SignedInUser, wanted: Wanted[]) {
  const gone = new AbortController();
  const stream = await openStream(user, wanted, { signal: gone.signal, heartbeatMs: NO_HEARTBEAT_MS });
  const reader = (stream as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    leave: () => gone.abort(),
    /** Resolves once this was sent; returns everything before. */
    async until(part: string) {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`ended before ${part}: ${text}`);
        text += value;
      }
      return text;
    },
    /** Everything until the stream ended by itself. */
    async rest() {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return text;
        text += value;
      }
    },
  };
}

export async function aSteppedUp(agoMs = 0): Promise<SteppedUpUser> {
  const user = await aPerson('ADMINISTRATOR');
  const stepUpVerifiedAt = new Date(Date.now() - agoMs);
  await db().session.update({
    where: { id: user.session.id },
    data: { stepUpVerifiedAt },
    select: { id: true },
  });
  return { ...user, session: { ...user.session, stepUpVerifiedAt } } as SteppedUpUser;
}

export async function aToken(user: SignedInUser): Promise<string> {
  const id = timeOrderedId();
  const { randomBytes } = await import('node:crypto');
  await db().webhookToken.create({
    data: {
      id,
      userId: user.id,
      slot: 1,
      name: 'Live',
      publicId: `1001.${randomBytes(16).toString('hex')}`,
      secretHash: randomBytes(32),
      ciphertext: randomBytes(32),
      keyVersion: 1,
    },
    select: { id: true },
  });
  return id;
}

/** Another session of the same person. */
export async function elsewhere(user: SignedInUser): Promise<SignedInUser> {
  const id = randomUUID();
  await db().session.create({
    data: { id, userId: user.id, expiresAt: new Date(Date.now() + 3_600_000) },
    select: { id: true },
  });
  return { ...user, session: { ...user.session, id } };
}

export const session = (user: SignedInUser) => ({ where: { id: user.session.id }, select: { id: true } });
