import { describe, expect, it } from 'vitest';
import {
  aBot,
  aToken,
  aUser,
  json,
  messagesOf,
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
  });
});
