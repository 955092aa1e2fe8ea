import { describe, expect, it } from 'vitest';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { markRead } from './mark-read';
import { readFeed } from './read-feed';

describe('pages of a feed', () => {
  it('go backwards from the newest, each message once', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    await post(feed, ada, { messages: 25 });
    const seqs: number[] = [];
    let before: number | undefined;
    for (let more = true; more; ) {
      const page = await readFeed(ada, feed, { before, limit: 10 });
      seqs.unshift(...page.messages.map(({ seq }) => seq));
      before = page.messages[0]?.seq;
      more = page.hasMore;
      // New messages meanwhile do not move the page.
      await post(feed, ada);
    }
    expect(seqs).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it('go forwards after a message', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    await post(feed, ada, { messages: 5 });
    const page = await readFeed(ada, feed, { after: 2, limit: 2 });
    expect(page).toMatchObject({ hasMore: true, messages: [{ seq: 3 }, { seq: 4 }] });
  });

  it('carry the wire id, the sender and the token', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    await post(feed, ada, {
      content: JSON.stringify({ text: 'x', bot: { name: 'CI', image: 'https://x.test/i.png' } }),
    });
    const [message] = (await readFeed(ada, feed)).messages;
    expect(message?.id).toBe(
      `${Date.parse(message?.sentAt ?? '')}_${BigInt(feed) * 1_000_000_000_000n + 1n}`,
    );
    expect(message).toMatchObject({
      via: 'Test token',
      sender: { kind: 'custom', name: 'CI', imageUrl: 'https://x.test/i.png', ownerName: ada.name },
    });
  });

  it('survive content that cannot be read', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    for (const content of ['', 'nonsense', '[]', 'null', '{"slides":{"a":1},"card":7,"text":{"x":1}}']) {
      await post(feed, ada, { content });
    }
    expect((await readFeed(ada, feed)).messages).toHaveLength(5);
  });
});

describe('who sees what', () => {
  it('a message to one person is seen by nobody else', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const feed = await aFeed(ada, bob);
    await post(feed, ada, { text: 'all' });
    await post(feed, ada, { text: 'bob only', recipient: bob });
    await post(feed, ada, { text: 'ada only', recipient: ada });
    const seen = async (viewer: typeof ada) =>
      (await readFeed(viewer, feed)).messages.map(({ content }) => content.text);
    expect(await seen(ada)).toEqual(['all', 'ada only']);
    expect(await seen(bob)).toEqual(['all', 'bob only']);
  });

  it('messages to all before one joined a bot are not shown, messages to oneself are', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const feed = await aFeed(ada);
    await post(feed, ada, { text: 'before' });
    await post(feed, ada, { text: 'to bob', recipient: bob });
    const { db } = await import('@/lib/db/prisma');
    await db().feedMember.create({
      data: { feedId: feed, userId: bob.id, fromSeq: 1n },
      select: { feedId: true },
    });
    await post(feed, ada, { text: 'after' });
    const { messages } = await readFeed(bob, feed);
    expect(messages.map(({ content }) => content.text)).toEqual(['to bob', 'after']);
  });

  it('a feed one does not belong to does not exist', async () => {
    const [ada, eve] = [await aPerson(), await aPerson()];
    const feed = await aFeed(ada);
    await post(feed, ada);
    await expect(readFeed(eve, feed)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readFeed(eve, 2_000_000_000)).rejects.toMatchObject({ code: 'not_found' });
    await expect(markRead(eve, feed, 1)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('people and channels are named in mentions, private channels only to their members', async () => {
    const { createChannel } = await import('@/lib/channels/create-channel');
    const [ada, bob] = [await aPerson(), await aPerson()];
    const secret = await createChannel(ada, { name: 'Secret plans', description: '', access: 'PRIVATE' });
    const feed = await aFeed(ada, bob);
    await post(feed, ada, { text: `{@${bob.id}} {@${bob.email}} {@all} {@nobody} {#${secret.id}}` });
    const mentionsFor = async (viewer: typeof ada) => (await readFeed(viewer, feed)).messages[0]?.mentions;
    const people = { [`@${bob.id}`]: bob.name, [`@${bob.email}`]: bob.name };
    expect(await mentionsFor(ada)).toEqual({ ...people, [`#${secret.id}`]: secret.uniqueName });
    expect(await mentionsFor(bob)).toEqual(people);
    const privateFor = async (viewer: typeof ada) =>
      (await readFeed(viewer, feed)).messages[0]?.privateMentions;
    expect([await privateFor(ada), await privateFor(bob)]).toEqual([[`#${secret.id}`], []]);
  });
});

describe('reading marks', () => {
  it('only go forwards, also at once, and never beyond the last message', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    await post(feed, ada, { messages: 10 });
    await Promise.all([7, 3, 5, 1, 6].map((seq) => markRead(ada, feed, seq)));
    expect((await readFeed(ada, feed)).lastReadSeq).toBe(7);
    await markRead(ada, feed, 2);
    expect((await readFeed(ada, feed)).lastReadSeq).toBe(7);
    await markRead(ada, feed, 999_999);
    expect((await readFeed(ada, feed)).lastReadSeq).toBe(10);
  });
});
