import pg from 'pg';
import { expect, it } from 'vitest';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { postAsBot } from '@/lib/feeds/post-as-bot';
import { openThread } from '@/lib/threads/open-thread';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  countersOf,
  historyOf,
  json,
  messagesOf,
  outcome,
  type Send,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

const REASON = 'This channel is archived; have it unarchived, or post to another.';

async function world() {
  const [user, stranger] = [await aUser(), await aUser()];
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const key = `zapikey=${token.token}`;
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?${key}`;
  return { user, stranger, token, channel, key, url };
}

const files = () => {
  const body = new FormData();
  body.set('file', new Blob(['x']), 'x.txt');
  return { method: 'POST', body };
};
const keyed = (body: unknown, key: string): RequestInit => ({
  ...json(body),
  headers: { 'content-type': 'application/json', 'idempotency-key': key },
});

throughBothAdapters('an archived channel', (send) => {
  it('takes no message under any of its addresses, says why to members only, and takes them again', async () => {
    const { user, stranger, token, channel, key, url } = await world();
    const root = await rootOf(send, url);
    expect((await send(url, json({ text: 'reply', thread_message_id: root }))).status).toBe(204);
    const [thread] = await select<{ feed_id: number }>(
      'SELECT feed_id FROM thread WHERE parent_feed_id = $1',
      channel.feedId,
    );
    const bot = await aBot(user);
    await archiveChannel(user, channel.uniqueName, true);
    const addresses: [string, RequestInit][] = [
      [url, json({ text: 'x' })],
      [url, keyed({ text: 'x' }, 'k1')],
      [url, json({ text: 'x', thread_message_id: root })],
      [url, json({ text: 'x', thread_message_id: root, post_in_parent: true })],
      [`${url}&bot_unique_name=${bot.uniqueName}`, json({ text: 'x' })],
      [`/api/v2/channels/${channel.id}/message?${key}`, json({ text: 'x' })],
      [`/api/v2/chats/CT_${channel.feedId}/message?${key}`, json({ text: 'x' })],
      [`/api/v2/chats/CT_${channel.feedId}-T-${thread?.feed_id}/message?${key}`, json({ text: 'x' })],
      [`/api/v3/channelsbyname/${channel.uniqueName}/messages?${key}`, json({ text: 'x' })],
      [`/api/v2/channelsbyname/${channel.uniqueName}/files?${key}`, files()],
      [`/api/v2/channelsbyname/${channel.uniqueName}/incoming?${key}`, json({ text: 'x' })],
      [`/api/v2/channels/${channel.id}/incoming?${key}`, json({ title: 'x' })],
    ];
    for (const [at, init] of addresses) {
      expect(await outcome(await send(at, init)), at).toMatchObject({
        status: 403,
        code: 'access_denied',
        message: REASON,
      });
    }
    // These calls form one batch.
    const together = await Promise.all(addresses.map(([at, init]) => send(at, init)));
    expect(together.map(({ status }) => status)).toEqual(addresses.map(() => 403));
    const outside = url.replace(token.token, (await aToken(stranger)).token);
    expect((await outcome(await send(outside, json({ text: 'x' })))).message).toMatch(/not a member/);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await messagesOf(thread?.feed_id ?? 0)).toHaveLength(1);
    expect((await historyOf(token.id)).at(-1)).toMatchObject({ outcome: 'access_denied', reason: REASON });
    expect(await countersOf(token.id)).toMatchObject({ invocations: 2, refusals: 2 * addresses.length });
    expect(await select('SELECT FROM file WHERE owner_id = $1', user.id)).toEqual([]);

    await archiveChannel(user, channel.uniqueName, false);
    for (const [at, init] of addresses.slice(0, 4)) expect((await send(at, init)).status).toBe(204);
  });

  it('is no place for a handler’s message, or for a bot’s answer', async () => {
    const { user, channel, key } = await world();
    const handlerCode = `function handler() { return { text: 'x', channel: '${channel.uniqueName}' }; }`;
    const bot = await aBot(user, { handlerCode });
    const thread = await openThread({ feedId: channel.feedId, seq: 1 }, null);
    await archiveChannel(user, channel.uniqueName, true);
    const answer = await outcome(await send(`/api/v2/bots/${bot.uniqueName}/incoming?${key}`, json({})));
    expect(answer).toMatchObject({ status: 422, code: 'handler_failed' });
    for (const feedId of [channel.feedId, thread]) {
      const message = { senderId: user.id, botId: null, recipients: null, joins: false, content: '{}' };
      expect(await postAsBot({ ...message, feedId })).toBe(false);
      expect(await messagesOf(feedId)).toEqual([]);
    }
  });

  it('while it is archived and revived under fire, exactly what was answered with success is stored', async () => {
    const { user, token, channel, url } = await world();
    const root = await rootOf(send, url);
    const thread = await openThread({ feedId: channel.feedId, seq: 1 }, null);
    const stored = async () => [await messagesOf(channel.feedId), await messagesOf(thread)].flat().length;
    const statuses: number[] = [];
    let isOver = false;
    const posting = Array.from({ length: 12 }, async (_, n) => {
      for (let turn = 0; !isOver; turn++) {
        const body = n % 3 === 0 ? { text: 'x', thread_message_id: root } : { text: 'x' };
        const { status } = await send(url, n % 3 === 1 ? keyed(body, `${n}/${turn}`) : json(body));
        statuses.push(status);
      }
    });
    /** Resolves once calls that began after this were answered. */
    const rounds = async () => {
      const after = statuses.length + 3 * posting.length;
      while (statuses.length < after) await new Promise(setImmediate);
    };
    for (let turn = 0; turn < 5; turn++) {
      await rounds();
      await archiveChannel(user, channel.uniqueName, true);
      const before = await stored();
      await rounds();
      expect(await stored()).toBe(before);
      await archiveChannel(user, channel.uniqueName, false);
    }
    isOver = true;
    await Promise.all(posting);
    expect([...new Set(statuses)].filter((status) => ![204, 403, 503].includes(status))).toEqual([]);
    const accepted = statuses.filter((status) => status === 204).length + 1;
    expect(await stored()).toBe(accepted);
    expect((await countersOf(token.id)).invocations).toBe(accepted);
  });

  it('refuses what waited while it was archived, as a whole, and leaves its idempotency key free', async () => {
    const { user, channel, url, token } = await world();
    const root = await rootOf(send, url);
    const reply = { text: 'x', thread_message_id: root };
    expect((await send(url, json(reply))).status).toBe(204);
    const bodies = [
      [json({ text: 'x' })],
      [keyed({ text: 'x' }, 'k')],
      [json(reply)],
      [json({ ...reply, post_in_parent: true })],
      [json({ text: 'x' }), json({ text: 'x' }), json(reply), keyed(reply, 'l')],
    ];
    for (const inits of bodies) {
      const statuses = await behindArchiving(channel.feedId, () => inits.map((init) => send(url, init)));
      for (const status of statuses) expect([403, 503]).toContain(status);
      await archiveChannel(user, channel.uniqueName, false);
    }
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect((await countersOf(token.id)).invocations).toBe(2);
    expect((await send(url, keyed({ text: 'x' }, 'k'))).status).toBe(204);
    expect((await send(url, keyed(reply, 'l'))).status).toBe(204);
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
    expect((await countersOf(token.id)).invocations).toBe(4);
  });

  it('once deleted is answered as one that never was', async () => {
    const { user, channel, url } = await world();
    const where = { id: channel.id };
    const { name } = await db().channel.findUniqueOrThrow({ where, select: { name: true } });
    await deleteChannel(user, channel.uniqueName, name);
    expect(await outcome(await send(url, json({ text: 'x' })))).toMatchObject({
      status: 404,
      code: 'channel_not_exists',
    });
  });
});

async function rootOf(send: Send, url: string): Promise<string> {
  const answer = await send(url, json({ text: 'root', sync_message: true }));
  return ((await answer.json()) as { message_id: string }).message_id;
}

/**
 * Sends calls while another transaction locks the channel as archiving does; commits the archiving once they wait.
 */
async function behindArchiving(feedId: number, calls: () => Promise<Response>[]): Promise<number[]> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  await client.query('BEGIN');
  const [{ pid }] = (await client.query('SELECT pg_backend_pid() AS pid')).rows;
  await client.query('SELECT FROM feed WHERE id = $1 FOR UPDATE', [feedId]);
  const answers = Promise.all(calls());
  const waiting = 'SELECT FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))';
  while ((await select(waiting, pid)).length === 0) await new Promise(setImmediate);
  await client.query('UPDATE feed SET archived_at = now() WHERE id = $1', [feedId]);
  await client.query('COMMIT');
  await client.end();
  return (await answers).map(({ status }) => status);
}
