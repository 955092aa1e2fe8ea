import { expect, it } from 'vitest';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

/** An object that JSON can make and that is neither a text nor a number; making it one throws. */
const ODD = '{"toString":1,"valueOf":1}';
const PAYLOADS = [
  `{"specversion":${ODD},"type":"x","source":"y"}`,
  `{"specversion":{"toString":1}}`,
  `{"event":${ODD},"name":"x","change":{}}`,
  `{"alerts":[{"status":${ODD},"labels":{"alertname":${ODD}}}],"truncatedAlerts":${ODD}}`,
  `{"text":"x","blocks":[{"type":${ODD}}],"own":1}`,
  `{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"x","size":${ODD},"weight":${ODD}}]}`,
  `{"admin_graphql_api_id":${ODD},"id":${ODD}}`,
  `{"name":"x","status":"down","n_pings":1,"timeout":${ODD},"update_url":${ODD}}`,
  `{"__proto__":${ODD},"constructor":${ODD},"hasOwnProperty":1,"toJSON":1,"length":-1}`,
  `[${ODD},[${ODD}]]`,
];

throughBothAdapters('a payload whose values are no texts', (send) => {
  it.each(PAYLOADS)('is posted by a known token alone, and in its history: %s', async (payload) => {
    const user = await aUser();
    const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
    const channelPath = `channelsbyname/${channel.uniqueName}`;
    const last = token.token.at(-1) === '0' ? '1' : '0';
    const keys = [token.token, token.token.slice(0, -1) + last];
    const statusesOf = (path: string) =>
      Promise.all(
        keys.map(async (key) => (await send(`/api/v2/${path}?zapikey=${key}`, json(payload))).status),
      );
    expect(await statusesOf(`${channelPath}/incoming`)).toEqual([200, 401]);
    expect(await statusesOf(`bots/${bot.uniqueName}/incoming`)).toEqual([200, 401]);
    expect(await statusesOf(`${channelPath}/message`)).toEqual([400, 401]);
    expect(await statusesOf(`bots/${bot.uniqueName}/message`)).toEqual([400, 401]);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await messagesOf(bot.feedId)).toHaveLength(1);
    const rows = await historyOf(token.id);
    expect(rows.map(({ status }) => status)).toEqual([200, 200, 400, 400]);
    expect(rows.map(({ request }) => JSON.parse(String(request)).notes)).toEqual(Array(4).fill(undefined));
  });
});
