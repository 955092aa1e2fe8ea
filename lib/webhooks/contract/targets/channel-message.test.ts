import { describe, expect, it } from 'vitest';
import {
  aChannel,
  aToken,
  aUser,
  countersOf,
  historyOf,
  json,
  messagesOf,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const path = (name = channel.uniqueName) => `/channelsbyname/${encodeURIComponent(name)}/message`;
  const url = (name?: string, more = '') => `/api/v2${path(name)}?zapikey=${token.token}${more}`;
  return { user, token, channel, path, url };
}

throughBothAdapters('POST /api/v2/channelsbyname/{channel}/message', (send) => {
  describe('204', () => {
    it('stores the message, the call and the count together', async () => {
      const { user, token, channel, url } = await world();
      const body = '{ "text" : "Build *4812* passed" }';
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
        id: response.headers.get('x-request-id'),
        status: 204,
        outcome: 'accepted',
        reason: null,
        endpoint: 'channel_message',
        target: channel.uniqueName,
        body_size: body.length,
        body: null,
        message_seq: '1',
        feed_id: channel.feedId,
      });
      expect(await countersOf(token.id)).toEqual({
        invocations: 1,
        refusals: 0,
        lastInvokedAt: call!.received_at,
        lastRefusedAt: null,
      });
    });
  });

  describe('200', () => {
    it('answers sync_message with an id of time and number', async () => {
      const { channel, url } = await world();
      const response = await send(url(), json({ text: 'x', sync_message: true }));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json;charset=UTF-8');
      const { message_id, ...rest } = (await response.json()) as { message_id: string };
      expect(rest).toEqual({});
      expect(message_id).toMatch(/^\d{13}_\d+$/);
      expect(BigInt(message_id.split('_')[1]!)).toBe(BigInt(channel.feedId) * 1_000_000_000_000n + 1n);
    });
  });

  describe('401', () => {
    it('is one answer for missing, malformed, unknown and disabled tokens and deactivated owners', async () => {
      const { user, path } = await world();
      const disabled = await aToken(user, { enabled: false });
      const orphaned = await aToken(user, { ownerActive: false });
      const unknown = await aToken(user);
      const keys = ['', '?zapikey=', '?zapikey=1001.abc', `?zapikey=${unknown.token.slice(0, -1)}g`];
      const answers = await Promise.all(
        [...keys, `?zapikey=${disabled.token}`, `?zapikey=${orphaned.token}`].map(async (key) => {
          const response = await send(`/api/v2${path()}${key}`, json({ text: 'x' }));
          return { status: response.status, body: await response.text() };
        }),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ status: 401, body: expect.stringContaining('authtoken_invalid') });
      expect(await historyOf(disabled.id)).toMatchObject([
        { status: 401, reason: 'The token was disabled.' },
      ]);
      expect(await historyOf(orphaned.id)).toMatchObject([
        { status: 401, reason: "The token's owner was deactivated." },
      ]);
    });
  });
});
