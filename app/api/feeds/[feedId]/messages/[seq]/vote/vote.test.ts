import { describe, expect, it } from 'vitest';
import { GET as polls } from '@/app/api/feeds/[feedId]/polls/route';
import type { SignedInUser } from '@/lib/auth/principals';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { feedEvents } from '@/lib/feeds/feed-events';
import { readFeed } from '@/lib/feeds/read-feed';
import { onPolls } from '@/lib/live/notifications';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { ask, type Person } from '@/test/support/people/person';
import { select } from '@/test/support/webhooks/world';
import { DELETE, PUT } from './route';

const LUNCH = JSON.stringify({
  text: 'Where?',
  card: { title: 'Lunch', theme: 'poll', options: [{ text: 'Soup' }, { text: 'Salad' }, { text: 'Rice' }] },
});

async function browserOf({ id, session }: SignedInUser): Promise<Person> {
  const cookie = await sessionCookie({ id: session.id });
  return { id, cookie: cookie.split(';')[0]! };
}

async function aPoll(content = LUNCH, recipient?: SignedInUser) {
  const [ada, bob, eve] = [await aPerson(), await aPerson(), await aPerson()];
  const feedId = await aFeed(ada, bob);
  const seq = await post(feedId, ada, { content, recipient: recipient && ada });
  const params = { feedId: String(feedId), seq: String(seq) };
  const vote = async (user: SignedInUser, option: unknown) =>
    ask(PUT, { method: 'PUT', params, person: await browserOf(user), body: { option } });
  const takeBack = async (user: SignedInUser) =>
    ask(DELETE, { method: 'DELETE', params, person: await browserOf(user) });
  const votesFor = async (user: SignedInUser) =>
    (await readFeed(user, feedId)).messages.find((message) => message.seq === seq)?.votes;
  return { ada, bob, eve, feedId, seq, params, vote, takeBack, votesFor };
}

const stored = (feedId: number) =>
  select<{ user_id: string; option: number }>(
    'SELECT user_id, option FROM poll_vote WHERE feed_id = $1',
    feedId,
  );

describe('a vote', () => {
  it('counts for everybody, and each sees their own', async () => {
    const { ada, bob, vote, votesFor } = await aPoll();
    expect((await vote(ada, 1)).status).toBe(204);
    expect((await vote(bob, 2)).status).toBe(204);
    expect(await votesFor(ada)).toEqual({ counts: [0, 1, 1], own: 1 });
    expect(await votesFor(bob)).toEqual({ counts: [0, 1, 1], own: 2 });
  });

  it('takes the place of the last, and can be taken back, twice as well as once', async () => {
    const { ada, vote, takeBack, votesFor } = await aPoll();
    await vote(ada, 0);
    await vote(ada, 2);
    expect(await votesFor(ada)).toEqual({ counts: [0, 0, 1], own: 2 });
    expect((await takeBack(ada)).status).toBe(204);
    expect((await takeBack(ada)).status).toBe(204);
    expect(await votesFor(ada)).toEqual({ counts: [], own: null });
  });

  it('of one person stays one, however many come at once', async () => {
    const { ada, bob, feedId, vote } = await aPoll();
    const options = Array.from({ length: 24 }, (_, index) => index % 3);
    const statuses = await Promise.all(
      options
        .flatMap((option) => [vote(ada, option), vote(bob, option)])
        .map(async (asked) => (await asked).status),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    expect(await stored(feedId)).toHaveLength(2);
  });

  it.each([-1, 3, 1.5, '1', null, 40_000])('for option %s, which there is not, is 400', async (option) => {
    const { ada, feedId, vote } = await aPoll();
    expect(await vote(ada, option)).toMatchObject({
      status: 400,
      json: { code: 'invalid_input', field: 'option' },
    });
    expect(await stored(feedId)).toEqual([]);
  });

  it.each([
    ['a text', '{"text":"x"}'],
    [
      'a card of another theme',
      '{"card":{"title":"x","theme":"modern-inline","options":[{"text":"a"},{"text":"b"}]}}',
    ],
    ['what is no JSON', 'nonsense'],
  ])('on %s is 400', async (_, content) => {
    const { ada, vote } = await aPoll(content);
    expect((await vote(ada, 0)).status).toBe(400);
  });
});

describe.each([
  ['PUT', PUT, { option: 0 }],
  ['DELETE', DELETE, undefined],
] as const)('%s vote', (method, handler, body) => {
  it('signed out: 401', async () => {
    const { params } = await aPoll();
    expect(await ask(handler, { method, params, body })).toMatchObject({ status: 401 });
  });

  it('not a member, another message, a message for somebody else: the same 404', async () => {
    const { eve, ada, params } = await aPoll();
    const secret = await aPoll(LUNCH, ada);
    const from = async (user: SignedInUser, which: unknown) =>
      ask(handler, { method, params: which, body, person: await browserOf(user) });
    const refused = [
      await from(eve, params),
      await from(ada, { ...params, seq: '99' }),
      await from(secret.bob, secret.params),
    ];
    for (const { status, json } of refused) {
      expect({ status, title: json.title }).toEqual({
        status: 404,
        title: refused[0]!.json.title.replace('feed', 'message'),
      });
    }
    expect(await stored(secret.feedId)).toEqual([]);
  });

  it('from another site: 403', async () => {
    const { ada, params } = await aPoll();
    const { cookie } = await browserOf(ada);
    const request = new Request('http://localhost/api/x', {
      method,
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
      body: body && JSON.stringify(body),
    });
    expect((await handler(request, { params: Promise.resolve(params) })).status).toBe(403);
  });
});

describe('how polls stand', () => {
  const read = async (user: SignedInUser, feedId: number, of: string) =>
    ask(polls, { params: { feedId: String(feedId) }, query: `?of=${of}`, person: await browserOf(user) });

  it('is told for those that are polls and the reader’s to see', async () => {
    const { ada, bob, feedId, seq, vote } = await aPoll();
    const text = await post(feedId, ada);
    const secret = await post(feedId, ada, { content: LUNCH, recipient: ada });
    await vote(ada, 1);
    const { json } = await read(bob, feedId, `${seq},${text},${secret},77`);
    expect(json).toEqual({ polls: [{ seq, counts: [0, 1], own: null }] });
  });

  it('is nothing to outsiders, and a list of numbers or nothing', async () => {
    const { ada, eve, feedId } = await aPoll();
    expect((await read(eve, feedId, '1')).status).toBe(404);
    for (const of of ['', 'x', '1,', '-1', Array(300).fill(1).join()]) {
      expect((await read(ada, feedId, of)).status, of).toBe(400);
    }
  });
});

describe('open pages', () => {
  async function pollEvents(user: SignedInUser, feedId: number, after: number) {
    const gone = new AbortController();
    const stream = await feedEvents(user, feedId, { after, signal: gone.signal, heartbeatMs: 60_000 });
    const reader = (stream as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
    return {
      leave: () => gone.abort(),
      /** Resolves once it has what was posted before, and hears of what changes. */
      async live() {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) throw new Error('The stream ended.');
          if (value.includes('event: message\n')) return;
        }
      },
      /** The next state of the poll for which this is true. */
      async until(isIt: (poll: { counts: number[]; own: number | null }) => boolean) {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) throw new Error('The stream ended.');
          for (const [, data] of value.matchAll(/event: poll\ndata: (.*)\n/g)) {
            const poll = JSON.parse(data!);
            if (isIt(poll)) return poll;
          }
        }
      },
    };
  }

  it('hear of every vote, change and taking back, each with its reader’s own', async () => {
    const { ada, bob, feedId, seq, vote, takeBack } = await aPoll();
    // Tells at first that the process listens to the database from now on.
    await new Promise<void>((resolve) => onPolls(feedId, () => resolve()));
    const first = await pollEvents(ada, feedId, seq - 1);
    const streams = [first, await pollEvents(bob, feedId, seq - 1)];
    for (const stream of streams) await stream.live();
    await vote(bob, 2);
    const [hers, his] = await Promise.all(
      streams.map((stream) => stream.until(({ counts }) => counts[2] === 1)),
    );
    expect([hers, his]).toEqual([
      { seq, counts: [0, 0, 1], own: null },
      { seq, counts: [0, 0, 1], own: 2 },
    ]);
    await vote(bob, 0);
    expect(await first.until(({ counts }) => counts[0] === 1)).toEqual({ seq, counts: [1], own: null });
    await takeBack(bob);
    expect(await first.until(({ counts }) => counts.length === 0)).toEqual({
      seq,
      counts: [],
      own: null,
    });
    for (const stream of streams) stream.leave();
  });
});
