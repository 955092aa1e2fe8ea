import { describe, expect, it } from 'vitest';
import { addMember } from '@/lib/channels/add-member';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  countersOf,
  historyOf,
  json,
  messagesOf,
  organizationId,
  outcome,
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

    it('numbers messages without gaps, also when they come together', async () => {
      const { token, channel, url } = await world();
      const texts = Array.from({ length: 40 }, (_, n) => `${n}`);
      const responses = await Promise.all(texts.map((text) => send(url(), json({ text }))));
      expect(responses.map(({ status }) => status)).toEqual(texts.map(() => 204));
      const stored = await messagesOf(channel.feedId);
      expect(stored.map(({ seq }) => Number(seq))).toEqual(texts.map((_, n) => n + 1));
      expect((await countersOf(token.id)).invocations).toBe(40);
    });

    it('takes the same call below /company/{org_id}, and by channel id', async () => {
      const { channel, token, path } = await world();
      const org = await organizationId();
      const key = `?zapikey=${token.token}`;
      expect((await send(`/api/v2/company/${org}${path()}${key}`, json({ text: 'x' }))).status).toBe(204);
      expect((await send(`/api/v2/channels/${channel.id}/message${key}`, json({ text: 'y' }))).status).toBe(
        204,
      );
      expect(await messagesOf(channel.feedId)).toHaveLength(2);
    });

    it('shows a bot of the organisation as the sender with ?bot_unique_name= where it takes part, and gives no id', async () => {
      const { user, channel, url } = await world();
      const creator = await aUser();
      await addMember(user, channel.uniqueName, creator.id);
      const bot = await aBot(creator);
      const more = `&bot_unique_name=${bot.uniqueName}`;
      const response = await send(url(undefined, more), json({ text: 'x', sync_message: true }));
      expect(response.status).toBe(204);
      expect(await messagesOf(channel.feedId)).toMatchObject([{ sender_id: user.id, bot_id: bot.id }]);
    });

    it('ignores broadcast, and an empty bot_unique_name', async () => {
      const { url } = await world();
      const body = json({ text: 'x', broadcast: 'True' });
      expect((await send(url(undefined, '&bot_unique_name='), body)).status).toBe(204);
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

  describe('400', () => {
    it('is recorded with its reason, and stores no message', async () => {
      const { token, channel, url } = await world();
      const body = '{"text":"x","attachments":[]}';
      expect(await outcome(await send(url(), json(body)))).toMatchObject({
        status: 400,
        code: 'extra_key_found',
        field: 'attachments',
        message: expect.stringContaining("'attachments' is an extra key"),
      });
      expect(await messagesOf(channel.feedId)).toEqual([]);
      const [call] = await historyOf(token.id);
      expect(call).toMatchObject({ status: 400, outcome: 'extra_key_found' });
      expect(call!.reason).toContain('attachments');
      expect(call!.body?.toString()).toBe(body);
      expect(await countersOf(token.id)).toEqual({
        invocations: 0,
        refusals: 1,
        lastInvokedAt: null,
        lastRefusedAt: call!.received_at,
      });
    });

    it('comes after target and permission', async () => {
      const { url } = await world();
      expect(await outcome(await send(url('nowhere'), json('{')))).toMatchObject({ status: 404 });
      const foreign = await aChannel(await aUser());
      expect(await outcome(await send(url(foreign.uniqueName), json('{')))).toMatchObject({ status: 403 });
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

    it('comes before anything about the target', async () => {
      const response = await send('/api/v2/channelsbyname/nowhere/message', json({ text: 'x' }));
      expect(await outcome(response)).toMatchObject({ status: 401, code: 'authtoken_invalid' });
    });
  });

  describe('403', () => {
    it('refuses who is no member, and records why', async () => {
      const { token, url } = await world();
      const channel = await aChannel(await aUser());
      const response = await send(url(channel.uniqueName), json({ text: 'x' }));
      expect(await outcome(response)).toMatchObject({ status: 403, code: 'access_denied' });
      expect(await messagesOf(channel.feedId)).toEqual([]);
      expect(await historyOf(token.id)).toMatchObject([
        { status: 403, reason: expect.stringContaining('not a member') },
      ]);
    });

    it('refuses another organisation after the token was looked at', async () => {
      const { token, path } = await world();
      const url = `/api/v2/company/999${path()}`;
      expect(await outcome(await send(url, json({ text: 'x' })))).toMatchObject({ status: 401 });
      const response = await send(`${url}?zapikey=${token.token}`, json({ text: 'x' }));
      expect(await outcome(response)).toMatchObject({ status: 403, code: 'access_denied' });
    });

    it('refuses as the sender a bot that does not take part in the channel, by name and by id', async () => {
      const { channel, token, url } = await world();
      const bot = await aBot(await aUser());
      const more = `&bot_unique_name=${bot.uniqueName}`;
      const byId = `/api/v2/channels/${channel.id}/message?zapikey=${token.token}${more}`;
      for (const address of [url(undefined, more), byId]) {
        const refused = await outcome(await send(address, json({ text: 'x' })));
        expect(refused).toMatchObject({ status: 403, code: 'access_denied' });
      }
      expect(await messagesOf(channel.feedId)).toEqual([]);
    });

    it("refuses somebody else's personal bot as the sender", async () => {
      const { url } = await world();
      const bot = await aBot(await aUser(), { access: 'PERSONAL' });
      const response = await send(url(undefined, `&bot_unique_name=${bot.uniqueName}`), json({ text: 'x' }));
      expect(await outcome(response)).toMatchObject({ status: 403, code: 'access_denied' });
    });
  });

  describe('404', () => {
    it('names what is missing: the channel, the sending bot', async () => {
      const { token, url } = await world();
      const missing = await outcome(await send(url('nowhere'), json({ text: 'x' })));
      expect(missing).toMatchObject({ status: 404, code: 'channel_not_exists' });
      const noBot = await outcome(await send(url(undefined, '&bot_unique_name=nobody'), json({ text: 'x' })));
      expect(noBot).toMatchObject({ status: 404, code: 'bot_not_found' });
      expect(await historyOf(token.id)).toMatchObject([
        { outcome: 'channel_not_exists' },
        { outcome: 'bot_not_found' },
      ]);
    });
  });
});
