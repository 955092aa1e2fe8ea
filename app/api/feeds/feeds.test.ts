import { describe, expect, it } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { listUnread } from '@/lib/unread/list-unread';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { ask } from '@/test/support/people/person';
import { GET as events } from './[feedId]/events/route';
import { GET as messages } from './[feedId]/messages/route';
import { PUT as notify } from './[feedId]/notify/route';
import { PUT as read } from './[feedId]/read/route';

async function browserOf({ id, session }: SignedInUser) {
  const cookie = await sessionCookie({ id: session.id });
  return { id, cookie: cookie.split(';')[0]! };
}

async function world() {
  const [ada, eve] = [await aPerson(), await aPerson()];
  const feedId = await aFeed(ada);
  await post(feedId, ada, { messages: 3 });
  return { feedId, ada: await browserOf(ada), eve: await browserOf(eve), params: { feedId: String(feedId) } };
}

describe.each([
  ['GET messages', messages, {}],
  ['GET events', events, {}],
  ['PUT read', read, { method: 'PUT', body: { seq: 1 } }],
  ['PUT notify', notify, { method: 'PUT', body: { muted: true } }],
] as const)('%s', (_, handler, request) => {
  it('signed out: 401', async () => {
    const { params } = await world();
    expect(await ask(handler, { ...request, params })).toMatchObject({
      status: 401,
      json: { code: 'sign_in_required' },
    });
  });

  it('somebody else: 404, as for a feed there is not', async () => {
    const { params, eve } = await world();
    const theirs = await ask(handler, { ...request, params, person: eve });
    const none = await ask(handler, { ...request, params: { feedId: '2147483647' }, person: eve });
    expect(theirs).toMatchObject({ status: 404, json: { code: 'not_found' } });
    expect(none.json.title).toBe(theirs.json.title);
  });

  it.each(['0', 'x', '99999999999', '1.5'])('feed %s: 400', async (feedId) => {
    const { ada } = await world();
    expect(await ask(handler, { ...request, params: { feedId }, person: ada })).toMatchObject({
      status: 400,
    });
  });
});

describe('pages', () => {
  it('go backwards and forwards by key', async () => {
    const { params, ada } = await world();
    const page = async (query: string) => {
      const { json } = await ask(messages, { params, person: ada, query });
      return json.messages.map(({ seq }: { seq: number }) => seq);
    };
    expect(await page('')).toEqual([1, 2, 3]);
    expect(await page('?before=3&limit=1')).toEqual([2]);
    expect(await page('?after=1&limit=1')).toEqual([2]);
  });

  it.each(['?before=1&after=1', '?limit=0', '?limit=101', '?before=-1', '?before=abc'])(
    '%s: 400',
    async (query) => {
      const { params, ada } = await world();
      expect(await ask(messages, { params, person: ada, query })).toMatchObject({ status: 400 });
    },
  );
});

describe('events', () => {
  async function firstIds(
    feed: Awaited<ReturnType<typeof world>>,
    query: string,
    headers: Record<string, string>,
  ) {
    const gone = new AbortController();
    const request = new Request(`http://localhost/api/feeds/1/events${query}`, {
      headers: { cookie: feed.ada.cookie, ...headers },
      signal: gone.signal,
    });
    const response = await events(request, { params: Promise.resolve(feed.params) });
    const reader = response.body!.getReader();
    await reader.read();
    const { value } = await reader.read();
    gone.abort();
    const ids = [...new TextDecoder().decode(value).matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    return { ids, headers: response.headers };
  }

  it('begin after ?after=, and after Last-Event-ID rather', async () => {
    const feed = await world();
    expect((await firstIds(feed, '?after=1', {})).ids).toEqual([2, 3]);
    expect((await firstIds(feed, '?after=1', { 'last-event-id': '2' })).ids).toEqual([3]);
    expect((await firstIds(feed, '?after=1', { 'last-event-id': 'nonsense' })).ids).toEqual([2, 3]);
  });

  it('are never stored, compressed or held back', async () => {
    const { headers } = await firstIds(await world(), '', {});
    expect(headers.get('content-type')).toContain('text/event-stream');
    expect(headers.get('cache-control')).toBe('no-cache, no-transform');
  });
});

describe('how somebody wants to hear of a feed', () => {
  it('is kept for them alone; what is left out stays', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const feedId = await aFeed(ada, bob);
    const person = await browserOf(ada);
    const put = (body: unknown) =>
      ask(notify, { params: { feedId: String(feedId) }, person, method: 'PUT', body });
    expect(await listUnread(ada)).toMatchObject([{ feedId, notify: 'MENTIONS', muted: false }]);
    expect((await put({ muted: true })).status).toBe(204);
    expect((await put({ notify: 'ALL' })).status).toBe(204);
    expect(await listUnread(ada)).toMatchObject([{ feedId, notify: 'ALL', muted: true }]);
    expect(await listUnread(bob)).toMatchObject([{ feedId, notify: 'MENTIONS', muted: false }]);
  });

  it.each([{}, { notify: 'SOME' }, { muted: 'yes' }, { muted: true, more: 1 }])('%j: 400', async (body) => {
    const { ada, params } = await world();
    expect(await ask(notify, { params, person: ada, method: 'PUT', body })).toMatchObject({
      status: 400,
      json: { code: 'invalid_input' },
    });
  });
});
