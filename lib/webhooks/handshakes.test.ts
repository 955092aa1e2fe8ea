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
      '&a=1',
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
