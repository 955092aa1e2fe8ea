import { describe, expect, it } from 'vitest';
import {
  aBot,
  aToken,
  aUser,
  json,
  messagesOf,
  outcome,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world(role: 'MEMBER' | 'ADMINISTRATOR' = 'MEMBER') {
  const [user, creator, subscriber] = [await aUser(role), await aUser(), await aUser()];
  const bot = await aBot(creator, {}, [subscriber]);
  const tokenOf = async (person: typeof user) => (await aToken(person)).token;
  const url = `/api/v2/bots/${bot.uniqueName}/message?zapikey=`;
  return {
    user,
    creator,
    subscriber,
    bot,
    url,
    key: await tokenOf(user),
    creatorKey: await tokenOf(creator),
  };
}

throughBothAdapters('POST /api/v2/bots/{bot}/message', (send) => {
  describe('204', () => {
    it("goes to the token's owner, who is subscribed by it", async () => {
      const { user, bot, url, key } = await world();
      expect((await send(url + key, json({ text: 'x' }))).status).toBe(204);
      expect((await send(url + key, json({ text: 'y' }))).status).toBe(204);
      expect(await messagesOf(bot.feedId)).toMatchObject([
        { seq: '1', recipient_id: user.id, bot_id: bot.id },
        { seq: '2', recipient_id: user.id, bot_id: bot.id },
      ]);
      const [member] = await select(
        'SELECT from_seq, last_read_seq FROM feed_member WHERE feed_id = $1 AND user_id = $2',
        bot.feedId,
        user.id,
      );
      expect(member).toEqual({ from_seq: '0', last_read_seq: '0' });
    });

    it('goes to userids, by id and e-mail, each person once', async () => {
      const { subscriber, creator, bot, url, key } = await world();
      const userids = `${subscriber.id}, ${creator.email.toUpperCase()},${creator.id},`;
      expect((await send(url + key, json({ text: 'x', userids }))).status).toBe(204);
      const recipients = (await messagesOf(bot.feedId)).map((message) => message.recipient_id);
      expect(recipients.sort()).toEqual([subscriber.id, creator.id].sort());
    });

    it.each([true, 'true', 'True'])('goes to all subscribers with broadcast %j', async (broadcast) => {
      const { bot, url, creatorKey } = await world();
      expect((await send(url + creatorKey, json({ text: 'x', broadcast }))).status).toBe(204);
      expect(await messagesOf(bot.feedId)).toMatchObject([{ recipient_id: null }]);
    });

    it('lets an administrator broadcast', async () => {
      const { url, key } = await world('ADMINISTRATOR');
      expect((await send(url + key, json({ text: 'x', broadcast: true }))).status).toBe(204);
    });
  });

  describe('200', () => {
    it('answers sync_message with everybody reached, their chat and message ids', async () => {
      const { creator, subscriber, bot, url, key, creatorKey } = await world();
      const userids = `${creator.id},${subscriber.id}`;
      const listed = await send(url + key, json({ text: 'x', userids, sync_message: true }));
      expect(listed.status).toBe(200);
      const answer = (await listed.json()) as {
        user_ids: string[];
        message_details: Record<string, { chat_id: string; message_id: string }>;
      };
      expect(answer.user_ids.sort()).toEqual([creator.id, subscriber.id].sort());
      for (const userId of answer.user_ids) {
        expect(answer.message_details[userId]).toEqual({
          chat_id: `CT_${bot.feedId}-B${bot.id}`,
          message_id: expect.stringMatching(/^\d{13}%20\d+$/),
        });
      }
      const everybody = await send(
        url + creatorKey,
        json({ text: 'x', broadcast: true, sync_message: true }),
      );
      expect(((await everybody.json()) as typeof answer).user_ids.sort()).toEqual(answer.user_ids);
    });
  });

  describe('403', () => {
    it('refuses a broadcast of anybody else', async () => {
      const { bot, url, key } = await world();
      const response = await send(url + key, json({ text: 'x', broadcast: true }));
      expect(await outcome(response)).toMatchObject({ status: 403, code: 'bot_message_forbidden' });
      expect(await messagesOf(bot.feedId)).toEqual([]);
    });

    it('lets only its creator and administrators write through a bot to who does not subscribe to it', async () => {
      const { subscriber, bot, url, key, creatorKey } = await world();
      const stranger = await aUser();
      const body = json({ text: 'x', userids: `${subscriber.id},${stranger.id}` });
      const refused = await outcome(await send(url + key, body));
      expect(refused).toMatchObject({ status: 403, code: 'bot_unauthorized_message_access' });
      expect(await messagesOf(bot.feedId)).toEqual([]);
      expect((await send(url + creatorKey, body)).status).toBe(204);
    });

    it('keeps a personal bot to its creator, as caller and as receiver', async () => {
      const { user, creator, key, creatorKey } = await world();
      const bot = await aBot(creator, { access: 'PERSONAL' });
      const url = `/api/v2/bots/${bot.uniqueName}/message?zapikey=`;
      expect(await outcome(await send(url + key, json({ text: 'x' })))).toMatchObject({ status: 403 });
      const toOther = await send(url + creatorKey, json({ text: 'x', userids: user.id }));
      expect(await outcome(toOther)).toMatchObject({ status: 403, code: 'bot_unauthorized_message_access' });
      expect((await send(url + creatorKey, json({ text: 'x' }))).status).toBe(204);
      expect(await messagesOf(bot.feedId)).toHaveLength(1);
    });
  });

  describe('404', () => {
    it('knows no such bot', async () => {
      const { key } = await world();
      const response = await send(`/api/v2/bots/nobody/message?zapikey=${key}`, json({ text: 'x' }));
      expect(await outcome(response)).toMatchObject({ status: 404, code: 'bot_not_found' });
    });

    it('sends nothing to anybody when one of userids is nobody, or deactivated', async () => {
      const { creator, subscriber, bot, url, key } = await world();
      for (const bad of ['nobody@example.com', subscriber.id]) {
        await select('UPDATE "user" SET deactivated_at = now() WHERE id = $1', subscriber.id);
        const response = await send(url + key, json({ text: 'x', userids: `${creator.id},${bad}` }));
        expect(await outcome(response)).toMatchObject({ status: 404, code: 'user_not_found' });
      }
      expect(await messagesOf(bot.feedId)).toEqual([]);
    });
  });
});
