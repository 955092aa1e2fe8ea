import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';
import { wireMessageId } from '../../endpoints/wire-ids';

const farAhead = () => (BigInt(Date.now()) + 90_000n) * 1_000n;

/** Uses up all calls of the token's owner for this minute. */
const useUp = (userId: string) =>
  select('UPDATE rate_bucket SET full_at_us = $2 WHERE user_id = $1', userId, farAhead());

async function world() {
  const [user, other] = [await aUser(), await aUser()];
  const [token, channel] = [await aToken(user), await aChannel(user)];
  return { user, other, token, channel };
}

const directChats = (userId: string) =>
  select('SELECT feed_id FROM direct_chat WHERE $1 IN (low_id, high_id)', userId);
const threads = (feedId: number) => select('SELECT feed_id FROM thread WHERE parent_feed_id = $1', feedId);

throughBothAdapters('token, then limits, then the target', (send) => {
  it('a call over its limit makes no direct chat, and is told of its limit whoever it names', async () => {
    const { user, other, token } = await world();
    await useUp(user.id);
    for (const whom of [other.email, 'nobody@example.com']) {
      const { status } = await send(
        `/api/v2/buddies/${whom}/message?zapikey=${token.token}`,
        json({ text: 'x' }),
      );
      expect(status, whom).toBe(429);
    }
    expect(await directChats(other.id)).toEqual([]);
    expect(await historyOf(token.id)).toHaveLength(2);
  });

  it('a call over its limit is told so for a chat that there is and for one that there is not', async () => {
    const { user, token } = await world();
    await useUp(user.id);
    for (const chat of ['CT_1_1', 'nonsense', 'CT_2147483647_1']) {
      const { status } = await send(
        `/api/v2/chats/${chat}/message?zapikey=${token.token}`,
        json({ text: 'x' }),
      );
      expect(status, chat).toBe(429);
    }
  });

  it('a call over its limit makes no thread', async () => {
    const { user, token, channel } = await world();
    const path = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
    const first = await send(path, json({ text: 'root', sync_message: true }));
    const { message_id } = (await first.json()) as { message_id: string };
    await useUp(user.id);
    const reply = json({ text: 'x', thread_message_id: message_id, thread_title: 'Made in vain' });
    expect((await send(path, reply)).status).toBe(429);
    expect(await threads(channel.feedId)).toEqual([]);
  });

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
