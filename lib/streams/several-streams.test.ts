import { describe, expect, it } from 'vitest';
import { createChannel } from '@/lib/channels/create-channel';
import { decimalId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { lockNow } from '@/lib/step-up/lock-now';
import { aFeed, aPerson, post } from '@/test/support/feed';
import {
  aSteppedUp,
  aToken,
  elsewhere,
  feedTopic,
  NO_HEARTBEAT_MS,
  open,
  tokenTopic,
} from '@/test/support/open-stream';
import { STREAM_BUFFER_BYTES, STREAMS_PER_PERSON, STREAMS_PER_SESSION } from './line/policy';
import { openStream } from './open-stream';

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
