import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { env } from '@/lib/env';
import { anAcceptance, countersOf, historyOf, messagesOf, select } from '@/test/support/webhooks/world';
import { aPlace, MANY, ONE, ran, writerWith } from '@/test/support/webhooks/writer';

describe.each([
  ['a plain post that waits', 1],
  ['two plain posts that wait', 2],
])('%s for a change', (_, count) => {
  /** Sends the calls while a change to what they need is not yet committed; it is committed once they wait for it. */
  async function during(change: string, parameter: string) {
    const { token, channel, user } = await aPlace();
    const accept = writerWith();
    const changing = await new pg.Pool({ connectionString: env().DATABASE_URL, max: 1 }).connect();
    await changing.query('BEGIN');
    const value = { token: token.id, user: user.id, feed: channel.feedId }[parameter];
    await changing.query(change, [value]);
    const verdicts = accept(
      ...Array.from({ length: count }, () => anAcceptance(token, { channelName: channel.uniqueName })),
    );
    const [{ pid }] = (await changing.query('SELECT pg_backend_pid() AS pid')).rows;
    const waiting = 'SELECT FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))';
    while ((await select(waiting, pid)).length === 0) await pause(5);
    expect(ran).toEqual([count === 1 ? ONE : MANY]);
    await changing.query('COMMIT');
    changing.release(true);
    return { verdicts: await verdicts, token, channel };
  }

  it('is refused when its token was disabled meanwhile', async () => {
    const { verdicts, token, channel } = await during(
      'UPDATE webhook_token SET enabled = false WHERE id = $1',
      'token',
    );
    for (const verdict of verdicts)
      expect(verdict).toMatchObject({ code: 'authtoken_invalid', why: 'token_disabled' });
    expect(await messagesOf(channel.feedId)).toEqual([]);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 0, refusals: count });
  });

  it('is refused when its owner used up the limit meanwhile', async () => {
    const { verdicts, channel } = await during(
      'UPDATE rate_bucket SET full_at_us = (extract(epoch FROM now()) * 1000000)::bigint + 90000000 WHERE user_id = $1',
      'user',
    );
    for (const { code } of verdicts) expect(code).toBe('rate_limit_exceeded');
    expect(await messagesOf(channel.feedId)).toEqual([]);
  });

  it('takes the next number when another message took one meanwhile', async () => {
    const { verdicts } = await during('UPDATE feed SET last_seq = 41 WHERE id = $1', 'feed');
    expect(verdicts).toMatchObject(
      [
        { code: null, seq: 42 },
        { code: null, seq: 43 },
      ].slice(0, count),
    );
  });

  it('finds no channel when that was deleted meanwhile', async () => {
    const { verdicts, token } = await during('DELETE FROM feed WHERE id = $1', 'feed');
    for (const { code } of verdicts) expect(code).toBe('channel_not_exists');
    const outcomes = (await historyOf(token.id)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(verdicts.map(() => 'channel_not_exists'));
  });
});
