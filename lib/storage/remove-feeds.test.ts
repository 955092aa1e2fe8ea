import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { provide } from '@/lib/env';
import { createChannel } from '@/prisma/factories/create-channel';
import { createUser } from '@/prisma/factories/create-user';
import { ownDatabase } from '@/test/support/database/own-database';
import { post } from '@/test/support/feed';
import { removeFeeds } from './remove-feeds';

let own: pg.Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await ownDatabase('remove_feeds');
  ({ pool: own, drop } = database);
  provide('DATABASE_URL', database.url);
});
afterAll(() => drop());

const one = async <T>(sql: string, ...values: unknown[]) => (await own.query(sql, values)).rows[0] as T;
const count = async (table: string, where: string) =>
  (await one<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`)).n;

/** A feed with messages, and members inserted by SQL. */
async function feed(kind: string, messages: number, members = 0): Promise<number> {
  const { id } = await one<{ id: number }>(
    `insert into feed (kind, last_seq) values ($1::feed_kind, $2) returning id`,
    kind,
    messages,
  );
  await own.query(
    `insert into message (feed_id, seq, sent_at, sender_id, content)
     select $1, n, now(), 'u', '{"text":"x"}' from generate_series(1, $2) n`,
    [id, messages],
  );
  await own.query(
    `with person as (
       insert into "user" (id, email, name)
       select $3 || n, $3 || n || '@example.com', 'P' from generate_series(1, $2::int) n returning id
     ) insert into feed_member (feed_id, user_id) select $1, id from person`,
    [id, members, randomUUID()],
  );
  return id;
}

it('a feed with 200,000 messages and 50,000 members is gone in one statement, its messages soon after', async () => {
  const [big, kept] = [await feed('BOT', 200_000, 50_000), await feed('BOT', 10)];
  const client = await own.connect();
  await client.query("set statement_timeout = '15s'");
  await client.query('delete from feed where id = $1', [big]);
  client.release(true);
  expect(await count('feed_member', `feed_id = ${big}`)).toBe(0);
  expect(await count('removed_feed', `feed_id = ${big}`)).toBe(1);
  await removeFeeds(own);
  expect(await count('message', `feed_id = ${big}`)).toBe(0);
  expect(await count('removed_feed', 'true')).toBe(0);
  expect(await count('message', `feed_id = ${kept}`)).toBe(10);
});

it('goes on after a kill where it was, and two at once do no harm', async () => {
  const id = await feed('EXTENSION', 23_000);
  await own.query('delete from feed where id = $1', [id]);
  let left = 4;
  const killed = {
    query: (...args: Parameters<typeof own.query>) => {
      if (left-- === 0) throw new Error('killed');
      return own.query(...args);
    },
  } as unknown as Parameters<typeof removeFeeds>[0];
  await expect(removeFeeds(killed)).rejects.toThrow('killed');
  const rest = await count('message', `feed_id = ${id}`);
  expect(rest).toBe(13_000);
  expect(await count('removed_feed', `feed_id = ${id}`)).toBe(1);
  await Promise.all([removeFeeds(own), removeFeeds(own)]);
  expect(await count('message', `feed_id = ${id}`)).toBe(0);
  expect(await count('removed_feed', 'true')).toBe(0);
});

it('takes the threads of its messages along, with theirs', async () => {
  const parent = await feed('BOT', 3);
  const threads = [await feed('THREAD', 7), await feed('THREAD', 6_000)];
  for (const [index, thread] of threads.entries()) {
    await own.query('insert into thread (feed_id, parent_feed_id, parent_seq) values ($1, $2, $3)', [
      thread,
      parent,
      index + 1,
    ]);
  }
  await own.query('delete from feed where id = $1', [parent]);
  await removeFeeds(own);
  const all = [parent, ...threads].join(', ');
  expect(await count('feed', `id in (${all})`)).toBe(0);
  expect(await count('message', `feed_id in (${all})`)).toBe(0);
  expect(await count('removed_feed', 'true')).toBe(0);
});

it('a deletion that has happened is no failure because its messages cannot be removed at once', async () => {
  const owner = await createUser();
  const { feedId, uniqueName, name } = await createChannel(owner);
  await post(feedId, owner);
  await own.query(`
    create function stays() returns trigger language plpgsql as $$ begin raise 'not now'; end $$;
    create trigger stays before delete on message for each row execute function stays()`);
  await deleteChannel(owner, uniqueName, name);
  expect(await count('message', `feed_id = ${feedId}`)).toBe(1);
  await own.query('drop trigger stays on message');
  await removeFeeds(own);
  expect(await count('message', `feed_id = ${feedId}`)).toBe(0);
});
