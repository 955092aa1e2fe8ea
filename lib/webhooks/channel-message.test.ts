import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aChannel,
  aToken,
  aUser,
  countersOf,
  historyOf,
  json,
  messagesOf,
  nodeServer,
  organizationId,
  type Send,
  select,
  viaWeb,
} from './test-world';

let node: Awaited<ReturnType<typeof nodeServer>>;
beforeAll(async () => {
  node = await nodeServer();
});
afterAll(() => node.close());

const adapters: [string, Send][] = [
  ['node', (path, init) => node.send(path, init)],
  ['web', viaWeb],
];

async function world() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const url = (name = channel.uniqueName, key = token.token, more = '') =>
    `/api/v2/channelsbyname/${encodeURIComponent(name)}/message?zapikey=${key}${more}`;
  return { user, token, channel, url };
}

describe.each(adapters)('POST /api/v2/channelsbyname/{channel}/message through the %s adapter', (_, send) => {
  describe('204', () => {
    it('stores the message, the call and the count together', async () => {
      const { user, token, channel, url } = await world();
      const body = '{ "text": "Build *4812* passed", "n": 1 }'.replace(', "n": 1', '');
      const response = await send(url(), json(body));
      expect([response.status, await response.text()]).toEqual([204, '']);
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(response.headers.get('set-cookie')).toBeNull();
      const [message, ...others] = await messagesOf(channel.feedId);
      expect(others).toEqual([]);
      expect(message).toMatchObject({
        seq: '1',
        recipient_id: null,
        sender_id: user.id,
        bot_id: null,
        via: 'Build server',
        content: body,
      });
      const [call] = await historyOf(token.id);
      expect(call).toMatchObject({
        status: 204,
        outcome: 'accepted',
        reason: null,
        endpoint: 'channel_message',
        target: channel.uniqueName,
        body: null,
        message_seq: '1',
        feed_id: channel.feedId,
      });
      expect(await countersOf(token.id)).toMatchObject({
        invocations: 1,
        refusals: 0,
        lastInvokedAt: call!.received_at,
      });
    });

    it('numbers messages without gaps, also when they come together', async () => {
      const { token, channel, url } = await world();
      const responses = await Promise.all(
        Array.from({ length: 40 }, (_, n) => send(url(), json({ text: `${n}` }))),
      );
      expect(responses.every((response) => response.status === 204)).toBe(true);
      const stored = await messagesOf(channel.feedId);
      expect(stored.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
      expect((await countersOf(token.id)).invocations).toBe(40);
    });
  });

  it('takes the same call below /company/{org_id}', async () => {
    const { channel, token } = await world();
    const path = `/api/v2/company/${await organizationId()}/channelsbyname/${channel.uniqueName}/message`;
    expect((await send(`${path}?zapikey=${token.token}`, json({ text: 'x' }))).status).toBe(204);
    expect(await select('SELECT 1 FROM message WHERE feed_id = $1', channel.feedId)).toHaveLength(1);
  });
});
