import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  throughBothAdapters,
  viaWeb,
} from '@/test/support/webhooks/world';

async function world() {
  const user = await aUser();
  const [channel, bot, token] = [await aChannel(user), await aBot(user), await aToken(user)];
  const key = `zapikey=${token.token}`;
  const urls = [
    `/api/v2/channelsbyname/${channel.uniqueName}/incoming?${key}`,
    `/api/v2/bots/${bot.uniqueName}/incoming?${key}`,
  ];
  return { user, channel, bot, token, urls };
}

const CHALLENGE = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P';
const HEX = '15f7d1a91c1f40f8a748fd134752feb3';

const CLOUD_EVENTS = {
  method: 'OPTIONS',
  headers: { 'webhook-request-origin': 'eventgrid.azure.net', 'webhook-request-rate': '120' },
};

type Asked = [service: string, query: string, init: RequestInit | undefined, type: string, body: unknown];

throughBothAdapters('a service that asks first is answered without code', (send) => {
  it.each<Asked>([
    [
      'Slack',
      '',
      json({ type: 'url_verification', token: 'Jhj5dZrVaK7ZwHHjRyZWjbDl', challenge: CHALLENGE }),
      'json',
      { challenge: CHALLENGE, user_ids: [] },
    ],
    ['monday.com', '', json({ challenge: CHALLENGE }), 'json', { challenge: CHALLENGE, user_ids: [] }],
    [
      'Meta',
      '&hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=mine',
      undefined,
      'text',
      '1158201444',
    ],
    [
      'WebSub',
      `&hub.mode=subscribe&hub.topic=https%3A%2F%2Fblog.test%2Ffeed&hub.challenge=${HEX}`,
      undefined,
      'text',
      HEX,
    ],
    [
      'Strava',
      `&hub.mode=subscribe&hub.challenge=${HEX}&hub.verify_token=STRAVA`,
      undefined,
      'json',
      { 'hub.challenge': HEX, user_ids: [] },
    ],
    [
      'Microsoft Graph',
      '&validationToken=Validation%3A+Testing+client+application+reachability+%3Cb%3E',
      { method: 'POST' },
      'text',
      'Validation: Testing client application reachability <b>',
    ],
    ['Dropbox', '&challenge=abc123', undefined, 'text', 'abc123'],
    [
      'Okta',
      '',
      { headers: { 'x-okta-verification-challenge': CHALLENGE } },
      'json',
      { verification: CHALLENGE, user_ids: [] },
    ],
    [
      'Twitch',
      '',
      {
        ...json({ challenge: CHALLENGE, subscription: { id: '1' } }),
        headers: { 'twitch-eventsub-message-type': 'webhook_callback_verification' },
      },
      'text',
      CHALLENGE,
    ],
  ])('%s', async (_, query, init, type, expected) => {
    const { channel, bot, token, urls } = await world();
    for (const url of urls) {
      const answer = await send(url + query, init);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe(
        type === 'json' ? 'application/json;charset=UTF-8' : 'text/plain;charset=UTF-8',
      );
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(type === 'json' ? await answer.json() : await answer.text()).toEqual(expected);
    }
    expect([...(await messagesOf(channel.feedId)), ...(await messagesOf(bot.feedId))]).toEqual([]);
    expect((await historyOf(token.id)).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  });

  it('Asana, by the header that it sent', async () => {
    const { channel, urls } = await world();
    const answer = await send(urls[0]!, { method: 'POST', headers: { 'x-hook-secret': 'b537207f20cbfa02' } });
    expect(answer.headers.get('x-hook-secret')).toBe('b537207f20cbfa02');
    expect(await answer.json()).toEqual({ user_ids: [] });
    expect(await messagesOf(channel.feedId)).toEqual([]);
  });

  it.each(['/api/v2', '/api/v3', '/network/acme/api/v2'])(
    'CloudEvents, by OPTIONS below %s: who asks may deliver, so often as the limits let it',
    async (prefix) => {
      const { channel, bot, token, urls } = await world();
      for (const url of urls) {
        const answer = await send(url.replace('/api/v2', prefix), CLOUD_EVENTS);
        expect(answer.status).toBe(200);
        expect(answer.headers.get('webhook-allowed-origin')).toBe('eventgrid.azure.net');
        expect(answer.headers.get('webhook-allowed-rate')).toMatch(/^[1-9]\d*$/);
        expect(answer.headers.get('allow')).toContain('POST');
        expect(await answer.json()).toEqual({ user_ids: [] });
      }
      expect([...(await messagesOf(channel.feedId)), ...(await messagesOf(bot.feedId))]).toEqual([]);
      expect((await historyOf(token.id)).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    },
  );

  it('CloudEvents for a bot whose handler knows nothing of OPTIONS, which is not run', async () => {
    const user = await aUser();
    const code = 'function handler({ body }) { return { text: body.type.trim() }; }';
    const [bot, token] = [await aBot(user, { handlerCode: code }), await aToken(user)];
    const answer = await send(`/api/v2/bots/${bot.uniqueName}/incoming`, {
      ...CLOUD_EVENTS,
      headers: { ...CLOUD_EVENTS.headers, authorization: `Bearer ${token.token}` },
    });
    expect([answer.status, answer.headers.get('webhook-allowed-origin')]).toEqual([
      200,
      'eventgrid.azure.net',
    ]);
    expect(await messagesOf(bot.feedId)).toEqual([]);
  });

  it('CloudEvents with the address for a later answer, which is never called', async () => {
    const { urls } = await world();
    let calls = 0;
    const elsewhere = createServer((_, response) => {
      calls++;
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const callback = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/confirm?key=1`;
    const headers = { ...CLOUD_EVENTS.headers, 'webhook-request-callback': callback };
    const answer = await send(urls[0]!, { method: 'OPTIONS', headers });
    expect(answer.headers.get('webhook-allowed-origin')).toBe('eventgrid.azure.net');
    await new Promise((resolve) => elsewhere.close(resolve));
    expect(calls).toBe(0);
  });

  it('by OPTIONS only who may post there, at incoming endpoints, and who names an origin', async () => {
    const { channel, urls } = await world();
    const [url] = urls as [string];
    const keyless = url.replace(/\?.*/, '');
    const outsider = await aToken(await aUser());
    const refused: [string, RequestInit, number][] = [
      [keyless, CLOUD_EVENTS, 401],
      [`${keyless}?zapikey=${'1001.'.padEnd(70, '0')}`, CLOUD_EVENTS, 401],
      [`${keyless}?zapikey=${outsider.token}`, CLOUD_EVENTS, 403],
      [url.replace(channel.uniqueName, 'nowhere-at-all'), CLOUD_EVENTS, 404],
      [url.replace('/incoming', '/message'), CLOUD_EVENTS, 405],
      [url, { method: 'OPTIONS' }, 405],
      [url, { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }, 405],
      [url, { method: 'OPTIONS', headers: { 'webhook-request-origin': 'x'.repeat(2_001) } }, 405],
    ];
    for (const [at, init, status] of refused) {
      const answer = await send(at, init);
      expect([at, answer.status]).toEqual([at, status]);
      expect(answer.headers.get('webhook-allowed-origin')).toBeNull();
    }
  });

  it('never with a token, nor for who has none', async () => {
    const { token, urls } = await world();
    const echo = await send(urls[0]!, json({ challenge: `x ${token.token}` }));
    expect(await echo.text()).not.toContain(token.token.slice(-32));
    const stranger = await send(urls[0]!.replace(/\?.*/, ''), json({ challenge: CHALLENGE }));
    expect(stranger.status).toBe(401);
    expect(await stranger.text()).not.toContain(CHALLENGE);
  });
});

describe('what only looks like a handshake', () => {
  throughBothAdapters('is a message', (send) => {
    it.each<[string, RequestInit]>([
      ['an event with a challenge in it', json({ event: 'game', challenge: 'chess', player: 'ada' })],
      ['a challenge of several lines', json({ challenge: 'a\nb' })],
      ['a challenge that is no text', json({ challenge: 7 })],
    ])('%s', async (_, init) => {
      const { user, channel, urls } = await world();
      const answer = await send(urls[0]!, init);
      expect(await answer.json()).toEqual({ user_ids: [user.id] });
      expect(await messagesOf(channel.feedId)).toHaveLength(1);
    });
  });

  it('leaves it to the handler where there is one', async () => {
    const user = await aUser();
    const code = 'function handler({ body }) { return { challenge: body.challenge + "!" }; }';
    const [bot, token] = [await aBot(user, { handlerCode: code }), await aToken(user)];
    const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    expect(await (await viaWeb(url, json({ challenge: 'x' }))).json()).toEqual({
      challenge: 'x!',
      user_ids: [],
    });
  });
});
