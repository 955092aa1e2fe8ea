import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { provide } from '@/lib/env';
import { ownDatabase } from '@/test/support/database/own-database';
import { filesOf, filesUrl, form } from '@/test/support/webhooks/files';
import { aChannel, aToken, aUser, messagesOf, outcome, select, viaWeb } from '@/test/support/webhooks/world';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let other: pg.Client;
beforeAll(async () => {
  database = await ownDatabase('unsearched');
  provide('DATABASE_URL', database.url);
  other = new pg.Client({ connectionString: database.url });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await database.drop();
});

/** So long that it is searched for secrets only while its owner is within the limits. */
const LONG = `&x=${'%25'.repeat(11_000)}`;
const FULL = `UPDATE rate_bucket SET full_at_us = (extract(epoch FROM now()) * 1000000)::bigint + 90000000 WHERE user_id = $1`;
const FREE = 'UPDATE rate_bucket SET full_at_us = 0 WHERE user_id = $1';
const WAITING = 'SELECT FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))';

it('files with a long URL that nobody has searched are refused, though there is room again: it may name another sender', async () => {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  await select(FULL, user.id);
  await other.query('BEGIN; LOCK TABLE channel IN ACCESS EXCLUSIVE MODE');
  await other.query(FREE, [user.id]);
  const { rows } = await other.query('SELECT pg_backend_pid() AS pid');
  let isAnswered = false;
  const answer = viaWeb(filesUrl(channel, token) + LONG, form([{ name: 'a', bytes: 'a' }])).finally(() => {
    isAnswered = true;
  });
  // By now it is settled that the call was not searched.
  while (!isAnswered && (await select(WAITING, rows[0].pid)).length === 0) await new Promise(setImmediate);
  await other.query('COMMIT');
  expect(await outcome(await answer)).toMatchObject({ status: 503, code: 'temporarily_unavailable' });
  expect([...(await filesOf(user)), ...(await messagesOf(channel.feedId))]).toEqual([]);
});
