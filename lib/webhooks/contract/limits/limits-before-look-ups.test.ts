import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { aChannel, aToken, aUser, json, select, throughBothAdapters } from '@/test/support/webhooks/world';
import { wireMessageId } from '../../endpoints/wire-ids';

async function world() {
  const [user, other] = [await aUser(), await aUser()];
  const [token, channel] = [await aToken(user), await aChannel(user)];
  return { user, other, token, channel };
}

const directChats = (userId: string) =>
  select('SELECT feed_id FROM direct_chat WHERE $1 IN (low_id, high_id)', userId);
const threads = (feedId: number) => select('SELECT feed_id FROM thread WHERE parent_feed_id = $1', feedId);

throughBothAdapters('token, then limits, then the target', (send) => {
  it.each(['unknown', 'disabled', 'of somebody deactivated'])(
    'a key that is %s makes nothing and learns nothing: every target is the same 401',
    async (which) => {
      const { user, other, channel } = await world();
      const made = await aToken(user, {
        enabled: which !== 'disabled',
        ownerActive: !which.startsWith('of'),
      });
      const unknown = `${made.token.slice(0, -56)}${randomBytes(28).toString('hex')}`;
      const key = which === 'unknown' ? unknown : made.token;
      const root = wireMessageId(Date.now(), channel.feedId, 1);
      const answers = [
        await send(`/api/v2/buddies/${other.email}/message?zapikey=${key}`, json({ text: 'x' })),
        await send(`/api/v2/buddies/nobody@example.com/message?zapikey=${key}`, json({ text: 'x' })),
        await send(`/api/v2/chats/CT_1_1/message?zapikey=${key}`, json({ text: 'x' })),
        await send(
          `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${key}`,
          json({ text: 'x', thread_message_id: root }),
        ),
      ];
      for (const { status } of answers) expect(status).toBe(401);
      const codes = await Promise.all(
        answers.map(async (one) => ((await one.json()) as { code: string }).code),
      );
      expect(new Set(codes)).toEqual(new Set(['authtoken_invalid']));
      expect(await directChats(other.id)).toEqual([]);
      expect(await threads(channel.feedId)).toEqual([]);
    },
  );
});
