import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownDatabase } from '@/test/support/database/own-database';
import { clean, type Retention } from './cleaners';
import { dropEmptyThreads } from './drop-empty-threads';

const userId = `u${randomUUID()}`;
let own: pg.Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ pool: own, drop } = await ownDatabase('cleaners_of_messages'));
  const email = `${userId}@example.com`;
  await own.query('insert into "user" (id, email, name) values ($1, $2, $3)', [userId, email, 'U']);
});
afterAll(() => drop());

const now = new Date('2026-11-20T12:00:00Z');
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;
/** The instant this many seconds before now, plus `ms`. */
const ago = (seconds: number, ms = 0) => new Date(now.getTime() - seconds * 1000 + ms);
const KEEPS: Retention = { invocationDays: 90, messageDays: 90, auditDays: 730 };

async function idsIn(table: string, column: string): Promise<string[]> {
  const { rows } = await own.query(`select distinct ${column}::text as id from ${table} order by 1`);
  return rows.map(({ id }) => id);
}

async function aFeed(kind = 'CHANNEL'): Promise<number> {
  const { rows } = await own.query('insert into feed (kind) values ($1) returning id', [kind]);
  return rows[0].id;
}

function message(feedId: number, seq: number) {
  return own.query(
    `insert into message (feed_id, seq, sent_at, sender_id, content) values ($1, $2, now(), 'u', '{}')`,
    [feedId, seq],
  );
}

describe('what belongs to messages goes with them', () => {
  it('files of no message, of a deleted feed, and of a message that retention dropped', async () => {
    const feedId = await aFeed();
    await message(feedId, 7);
    const file = async (feed: number | null, seq: number | null, createdAt: Date) => {
      const { rows } = await own.query(
        `insert into file (id, owner_id, feed_id, message_seq, name, media_type, size, created_at)
         values (gen_random_uuid(), 'u', $1, $2, 'f', 'text/plain', 1, $3) returning id`,
        [feed, seq, createdAt],
      );
      await own.query(`insert into file_chunk values ($1, 0, 'x')`, [rows[0].id]);
      return rows[0].id as string;
    };
    const kept = [
      await file(null, null, ago(HOUR_S, 1)),
      await file(feedId, 7, ago(100 * DAY_S)),
      await file(feedId, 6, ago(90 * DAY_S, 1)),
    ];
    await file(null, null, ago(HOUR_S));
    await file(feedId + 1000, 1, ago(MINUTE_S));
    const expired = await file(feedId, 6, ago(90 * DAY_S));
    await clean(own, { ...KEEPS, messageDays: 0 }, now);
    expect(await idsIn('file_chunk', 'file_id')).toEqual([...kept, expired].sort());
    await clean(own, KEEPS, now);
    expect(await idsIn('file_chunk', 'file_id')).toEqual(kept.sort());
  });

  it('votes, also when no week was dropped', async () => {
    const feedId = await aFeed();
    await message(feedId, 1);
    for (const seq of [1, 2]) {
      await own.query(
        'insert into poll_vote (feed_id, message_seq, user_id, option) values ($1, $2, $3, 0)',
        [feedId, seq, userId],
      );
    }
    await clean(own, KEEPS, now);
    expect(await idsIn('poll_vote', 'message_seq')).toEqual(['1']);
  });

  it('threads that hang on nothing and hold nothing, and no others', async () => {
    const parent = await aFeed();
    await message(parent, 1);
    const thread = async (seq: number, lastSeq: number) => {
      const feedId = await aFeed('THREAD');
      await own.query('update feed set last_seq = $2 where id = $1', [feedId, lastSeq]);
      await own.query('insert into thread (feed_id, parent_feed_id, parent_seq) values ($1, $2, $3)', [
        feedId,
        parent,
        seq,
      ]);
      return feedId;
    };
    const rooted = await thread(1, 0);
    const answered = await thread(2, 1);
    await message(answered, 1);
    const [unused, emptied] = [await thread(3, 0), await thread(4, 9)];
    await dropEmptyThreads(own);
    expect(await idsIn('thread', 'feed_id')).toEqual([`${rooted}`, `${answered}`].sort());
    const { rows } = await own.query('select id from feed where id = any($1)', [[unused, emptied]]);
    expect(rows).toEqual([]);
  });
});
