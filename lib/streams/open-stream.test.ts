import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { setMemberStatus } from '@/lib/accounts/set-member-status';
import type { Administrator, SignedInUser, SteppedUpUser } from '@/lib/auth/principals';
import { revokeOtherSessions, revokeSession } from '@/lib/auth/revoke-session';
import { signOut } from '@/lib/auth/sign-out';
import { createBot } from '@/lib/bots/create-bot';
import { updateBot } from '@/lib/bots/update-bot';
import { createChannel } from '@/lib/channels/create-channel';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { leaveChannel } from '@/lib/channels/leave-channel';
import { removeMember } from '@/lib/channels/remove-member';
import { decimalId, timeOrderedId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { completeStepUp } from '@/lib/step-up/complete-step-up';
import { lockNow } from '@/lib/step-up/lock-now';
import { STEP_UP_DURATION_MS } from '@/lib/step-up/step-up-policy';
import { openThread } from '@/lib/threads/open-thread';
import { deleteToken } from '@/lib/webhook-tokens/delete-token';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { STREAM_BUFFER_BYTES, STREAMS_PER_PERSON, STREAMS_PER_SESSION } from './line/policy';
import { openStream, type Wanted } from './open-stream';

const NO_HEARTBEAT_MS = 600_000;
const feedTopic = (feedId: number, after = 0): Wanted => ({ topic: { kind: 'feed', feedId }, after });
const tokenTopic = (tokenId: string): Wanted => ({ topic: { kind: 'token', tokenId }, after: 0 });

/** A reader that takes everything, and whose rights no heartbeat checks. */
async function open(user: SignedInUser, wanted: Wanted[]) {
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

async function aSteppedUp(agoMs = 0): Promise<SteppedUpUser> {
  const user = await aPerson('ADMINISTRATOR');
  const stepUpVerifiedAt = new Date(Date.now() - agoMs);
  await db().session.update({
    where: { id: user.session.id },
    data: { stepUpVerifiedAt },
    select: { id: true },
  });
  return { ...user, session: { ...user.session, stepUpVerifiedAt } } as SteppedUpUser;
}

async function aToken(user: SignedInUser): Promise<string> {
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
async function elsewhere(user: SignedInUser): Promise<SignedInUser> {
  const id = randomUUID();
  await db().session.create({
    data: { id, userId: user.id, expiresAt: new Date(Date.now() + 3_600_000) },
    select: { id: true },
  });
  return { ...user, session: { ...user.session, id } };
}

const session = (user: SignedInUser) => ({ where: { id: user.session.id }, select: { id: true } });

const endings: Record<string, [(user: SteppedUpUser, tokenId: string) => Promise<unknown>, string]> = {
  'Lock now': [(user) => lockNow(user), 'step_up'],
  'sign-out': [(user) => signOut(user), 'session'],
  'revoking its session': [async (user) => revokeSession(await elsewhere(user), user.session.id), 'session'],
  'revoking all other sessions': [async (user) => revokeOtherSessions(await elsewhere(user)), 'session'],
  'a session that is deleted': [(user) => db().session.delete(session(user)), 'session'],
  'a new step-up, which renews the session': [(user) => completeStepUp(db(), user, 'passkey'), 'session'],
  deactivation: [
    async (user) => setMemberStatus((await aPerson('ADMINISTRATOR')) as Administrator, user.id, false),
    'session',
  ],
  'deletion of the token': [(user, tokenId) => deleteToken(user, tokenId), 'membership'],
};

describe('the stream of a usage history ends at once, not at its heartbeat, with', () => {
  it.each(Object.entries(endings))('%s', async (_, [end, why]) => {
    const user = await aSteppedUp();
    const tokenId = await aToken(user);
    const stream = await open(user, [tokenTopic(tokenId)]);
    await stream.until('retry:');
    await end(user, tokenId);
    expect(await stream.rest()).toContain(`topic: token/${tokenId}\nevent: end\ndata: ${why}\n\n`);
  });

  it('the end of the fifteen minutes', async () => {
    const user = await aSteppedUp(STEP_UP_DURATION_MS - 1_500);
    const tokenId = await aToken(user);
    const stream = await open(user, [tokenTopic(tokenId)]);
    expect(await stream.rest()).toContain('event: end\ndata: step_up\n\n');
  });
});

describe('the stream of a feed ends at once, not at its heartbeat, with', () => {
  it.each(Object.entries(endings).filter(([, [, why]]) => why === 'session'))('%s', async (_, [end]) => {
    const user = await aSteppedUp();
    const stream = await open(user, [feedTopic(await aFeed(user))]);
    await stream.until('retry:');
    await end(user, '');
    expect(await stream.rest()).toContain('event: end\ndata: session\n\n');
  });

  const losses: Record<string, (ada: SignedInUser, bob: SignedInUser, channel: string) => Promise<void>> = {
    'the removal of a member': (ada, bob, channel) => removeMember(ada, channel, bob.id),
    'leaving the channel': (_, bob, channel) => leaveChannel(bob, channel),
    'deletion of the channel': (ada, _, channel) => deleteChannel(ada, channel, 'Gone'),
  };
  it.each(Object.entries(losses))('%s, also from a thread below', async (_, lose) => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const { feedId, uniqueName } = await createChannel(ada, {
      name: 'Gone',
      description: '',
      access: 'PRIVATE',
    });
    await db().feedMember.create({ data: { feedId, userId: bob.id }, select: { feedId: true } });
    const thread = await openThread({ feedId, seq: await post(feedId, ada) }, null);
    const streams = [await open(bob, [feedTopic(feedId)]), await open(bob, [feedTopic(thread)])];
    for (const stream of streams) await stream.until('retry:');
    await lose(ada, bob, uniqueName);
    for (const stream of streams) expect(await stream.rest()).toContain('event: end\ndata: membership\n\n');
  });

  it('a bot that becomes personal, also for who came in through a gap', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const details = { name: `Bot ${decimalId()}`, description: '', imageUrl: null } as const;
    const bot = await createBot(ada, { ...details, access: 'ORGANIZATION' });
    const member = { data: { feedId: bot.feedId, userId: bob.id }, select: { feedId: true } };
    await db().feedMember.create(member);
    const stream = await open(bob, [feedTopic(bot.feedId)]);
    await stream.until('retry:');
    await updateBot(ada, bot.uniqueName, { ...details, access: 'PERSONAL' });
    expect(await stream.rest()).toContain('event: end\ndata: membership\n\n');
    await db().feedMember.create(member);
    await expect(open(bob, [feedTopic(bot.feedId)])).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('Lock now ends the history’s stream, and the feed’s on the same connection goes on', async () => {
  const user = await aSteppedUp();
  const [feedId, tokenId] = [await aFeed(user), await aToken(user)];
  const stream = await open(user, [feedTopic(feedId), tokenTopic(tokenId)]);
  await stream.until('retry:');
  await lockNow(user);
  await stream.until(`topic: token/${tokenId}\nevent: end\ndata: step_up\n\n`);
  await post(feedId, user);
  expect(await stream.until('event: message\n')).not.toContain(`topic: feed/${feedId}\nevent: end`);
  stream.leave();
});

describe('a stream of several feeds and tokens', () => {
  it('tells which each event is of, and goes on with the rest when one ends', async () => {
    const user = await aSteppedUp();
    const [one, two, tokenId] = [await aFeed(user), await aFeed(user), await aToken(user)];
    const stream = await open(user, [feedTopic(one), feedTopic(two), tokenTopic(tokenId)]);
    await post(one, user);
    await stream.until(`topic: feed/${one}\nid: 1\nevent: message\n`);
    await lockNow(user);
    await stream.until(`topic: token/${tokenId}\nevent: end\ndata: step_up\n`);
    await db().feedMember.delete({ where: { feedId_userId: { feedId: one, userId: user.id } } });
    await stream.until(`topic: feed/${one}\nevent: end\ndata: membership\n`);
    await post(one, user);
    await post(two, user);
    const text = await stream.until(`topic: feed/${two}\nid: 1\nevent: message\n`);
    expect(text).not.toContain(`topic: feed/${one}\nid: 2\n`);
    stream.leave();
  });

  it('tells of somebody else’s topic only that it ends', async () => {
    const [user, other] = [await aSteppedUp(), await aSteppedUp()];
    const [own, theirs, tokenId] = [await aFeed(user), await aFeed(other), await aToken(other)];
    await post(theirs, other);
    await post(own, user);
    const stream = await open(user, [feedTopic(theirs), tokenTopic(tokenId), feedTopic(own)]);
    const text = await stream.until(`topic: feed/${own}\nid: 1\n`);
    expect(text).toContain(`topic: feed/${theirs}\nevent: end\ndata: membership\n`);
    expect(text).toContain(`topic: token/${tokenId}\nevent: end\ndata: membership\n`);
    expect(text).not.toContain(`topic: feed/${theirs}\nid:`);
    stream.leave();
  });
});

describe('readers of one feed', () => {
  it('each get what is theirs, with the names that they may know', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const feed = await aFeed(ada, bob);
    const secret = await createChannel(ada, {
      name: `Secret ${decimalId()}`,
      description: '',
      access: 'PRIVATE',
    });
    const streams = [await open(ada, [feedTopic(feed)]), await open(bob, [feedTopic(feed)])] as const;
    await post(feed, ada, { text: `see {#${secret.uniqueName}}` });
    await post(feed, ada, { text: 'for Bob alone', recipient: bob });
    await post(feed, ada, { text: 'the last' });
    const [hers, his] = await Promise.all(streams.map((stream) => stream.until('the last')));
    expect(hers).toContain(`"#${secret.uniqueName}":"${secret.uniqueName}"`);
    expect(his).not.toContain(`"#${secret.uniqueName}":"${secret.uniqueName}"`);
    expect(hers).not.toContain('for Bob alone');
    expect(his).toContain('for Bob alone');
    for (const stream of streams) stream.leave();
  });

  it('that are slow delay nobody, keep a bounded buffer, and get everything once', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const feed = await aFeed(ada, bob);
    const gone = new AbortController();
    const slow = await openStream(bob, [feedTopic(feed)], {
      signal: gone.signal,
      heartbeatMs: NO_HEARTBEAT_MS,
    });
    const quick = await open(ada, [feedTopic(feed)]);
    const text = 'x'.repeat(4_000);
    const count = 200;
    for (let sent = 0; sent < count; sent += 20) {
      await post(feed, ada, { text, messages: 20 });
      await quick.until(`id: ${sent + 20}\n`);
    }
    const reader = slow.getReader();
    const seen: number[] = [];
    let largest = 0;
    while (seen.length < count) {
      const { value } = await reader.read();
      largest = Math.max(largest, value?.length ?? 0);
      for (const [, id] of new TextDecoder().decode(value).matchAll(/^id: (\d+)$/gm)) seen.push(Number(id));
    }
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(largest).toBeLessThanOrEqual(STREAM_BUFFER_BYTES);
    gone.abort();
    quick.leave();
  });
});

describe('the number of streams', () => {
  it('of a session is limited: the newest is refused with words and a time, and there is room once one is left', async () => {
    const user = await aPerson();
    const wanted = [feedTopic(await aFeed(user))];
    const streams = await Promise.all(Array.from({ length: STREAMS_PER_SESSION }, () => open(user, wanted)));
    await expect(open(user, wanted)).rejects.toMatchObject({
      code: 'too_many_streams',
      status: 429,
      details: { limit: STREAMS_PER_SESSION, retryAfterS: 60 },
    });
    streams[0]?.leave();
    streams.push(await open(user, wanted));
    for (const stream of streams) stream.leave();
  });

  it('of a person is limited over all sessions, and nobody else’s', async () => {
    const [user, other] = [await aPerson(), await aPerson()];
    const feed = await aFeed(user, other);
    const streams: Awaited<ReturnType<typeof open>>[] = [];
    for (let sessions = 0; streams.length < STREAMS_PER_PERSON; sessions += 1) {
      const browser = await elsewhere(user);
      while (streams.length < Math.min(STREAMS_PER_PERSON, (sessions + 1) * STREAMS_PER_SESSION)) {
        streams.push(await open(browser, [feedTopic(feed)]));
      }
    }
    await expect(open(await elsewhere(user), [feedTopic(feed)])).rejects.toMatchObject({
      code: 'too_many_streams',
    });
    streams.push(await open(other, [feedTopic(feed)]));
    for (const stream of streams) stream.leave();
  });

  it('is not used up by what was refused', async () => {
    const [user, other] = [await aPerson(), await aPerson()];
    const [own, theirs] = [await aFeed(user), await aFeed(other)];
    for (let count = 0; count <= STREAMS_PER_SESSION; count += 1) {
      await expect(open(user, [feedTopic(theirs)])).rejects.toMatchObject({ code: 'not_found' });
    }
    (await open(user, [feedTopic(own)])).leave();
  });
});
