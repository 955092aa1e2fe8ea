import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { withDatabase } from '@/lib/boot/database-url';
import { migrate } from '@/lib/boot/migrate';
import { IDEMPOTENCY_HOURS } from '@/lib/webhooks/idempotency-policy';
import { dropExpired, forgetIdempotencyKeys } from './drop-expired';
import { dropFiles } from './drop-files';
import { ensurePartitions, makePartition } from './ensure-partitions';
import { maintain } from './maintain';
import { boundOf, partitionName, WEEK_MS, weekOf, weekOfPartition } from './partitions';

const name = `storage_test_${process.pid}_${Date.now()}`;
const admin = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
let own: pg.Pool;

beforeAll(async () => {
  await admin.query(`create database ${name}`);
  const url = withDatabase(inject('databaseUrl'), name);
  await migrate(url);
  own = new pg.Pool({ connectionString: url, max: 4 });
  own.on('error', () => {});
});
afterAll(async () => {
  await own.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

const DAY_MS = 24 * 60 * 60 * 1000;
const monday = Date.parse('2026-11-23T00:00:00Z');

async function partitions(table: string): Promise<string[]> {
  const { rows } = await own.query(
    'select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1',
    [table],
  );
  return rows.map((row) => row.name);
}

function message(sentAtMs: number) {
  return own.query(
    `insert into message (feed_id, seq, sent_at, sender_id, content) values (1, 1, $1, 'u', '{}')`,
    [new Date(sentAtMs)],
  );
}

describe('weeks', () => {
  it('begin on Monday, UTC', () => {
    expect(weekOf(monday)).toBe(monday);
    expect(weekOf(monday - 1)).toBe(monday - WEEK_MS);
    expect(weekOf(monday + WEEK_MS - 1)).toBe(monday);
    expect(weekOfPartition(partitionName('message', monday))).toBe(monday);
    expect(weekOfPartition('message_personal')).toBeNaN();
    expect(boundOf('invocation', monday)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-0000-0000-0{12}$/);
  });
});

describe('partitions', () => {
  it('of the last, this and five coming weeks are there after a start, and made again by nobody', async () => {
    const before = [await partitions('invocation'), await partitions('message')];
    expect(before.map((names) => names.length)).toEqual([7, 7]);
    expect(before[0]?.[1]).toBe(partitionName('invocation', weekOf(Date.now())));
    await Promise.all([ensurePartitions(own), ensurePartitions(own), ensurePartitions(own)]);
    expect([await partitions('invocation'), await partitions('message')]).toEqual(before);
  });

  it('of one week are made once by processes that start together', async () => {
    const week = Date.parse('2031-01-06T00:00:00Z');
    await Promise.all([1, 2, 3, 4].map(() => makePartition(own, 'message', week)));
    await message(week);
    await message(week + WEEK_MS - 1);
    await expect(message(week + WEEK_MS)).rejects.toThrow('no partition');
  });

  it('take calls by the time in their id', async () => {
    const id = boundOf('invocation', weekOf(Date.now())).replace('-0000-0000-', '-7000-8000-');
    const { rows } = await own.query(
      `insert into invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, request, body_size)
       values ($1, gen_random_uuid(), 'u', now(), 1, 'e', 't', 204, 'accepted', '{}', 0) returning tableoid::regclass::text as name`,
      [id],
    );
    expect(rows[0].name).toBe(partitionName('invocation', weekOf(Date.now())));
  });
});

describe('maintenance', () => {
  it('may be begun by several processes at once', async () => {
    await Promise.all([maintain(), maintain(), maintain()]);
    const { rows } = await admin.query('select to_regclass($1) is not null as known', [
      partitionName('invocation', weekOf(Date.now()) + 5 * WEEK_MS),
    ]);
    expect(rows[0].known).toBe(true);
  });
});

describe('retention', () => {
  it('drops a week when its last moment is as old as the days allow, not an instant before', async () => {
    const week = Date.parse('2020-01-06T00:00:00Z');
    await makePartition(own, 'message', week);
    await message(week + WEEK_MS - 1);
    const end = week + WEEK_MS;
    expect(await dropExpired(own, 'message', 90, end + 90 * DAY_MS - 1)).toEqual([]);
    expect(await dropExpired(own, 'message', 0, end + 900 * DAY_MS)).toEqual([]);
    expect(await dropExpired(own, 'message', 90, end + 90 * DAY_MS)).toEqual([
      partitionName('message', week),
    ]);
    expect(await partitions('message')).not.toContain(partitionName('message', week));
  });

  it('drops a file with its message or feed, and one that was never accepted after an hour', async () => {
    const { rows: feeds } = await own.query(`insert into feed (kind) values ('CHANNEL') returning id`);
    const feedId: number = feeds[0].id;
    await own.query(
      `insert into message (feed_id, seq, sent_at, sender_id, content) values ($1, 7, now(), 'u', '{}')`,
      [feedId],
    );
    const file = async (feed: number | null, seq: number | null, age: string) => {
      const { rows } = await own.query(
        `insert into file (id, owner_id, feed_id, message_seq, name, media_type, size, created_at)
         values (gen_random_uuid(), 'u', $1, $2, 'f', 'text/plain', 1, now() - $3::interval) returning id`,
        [feed, seq, age],
      );
      await own.query(`insert into file_chunk values ($1, 0, 'x')`, [rows[0].id]);
      return rows[0].id as string;
    };
    const kept = [
      await file(null, null, '59 minutes'),
      await file(feedId, 7, '100 days'),
      await file(feedId, 6, '89 days'),
    ];
    await file(null, null, '61 minutes');
    await file(feedId + 1000, 1, '1 minute');
    const expired = await file(feedId, 6, '91 days');
    const left = async () => {
      const { rows } = await own.query('select distinct file_id as id from file_chunk');
      return rows.map(({ id }) => id).sort();
    };
    await dropFiles(own, 0);
    expect(await left()).toEqual([...kept, expired].sort());
    await dropFiles(own, 90);
    expect(await left()).toEqual(kept.sort());
  });

  it('forgets an idempotency key after its hours, not before', async () => {
    const [young, old] = [randomUUID(), randomUUID()];
    for (const [token, minutes] of [
      [young, -1],
      [old, 1],
    ] as const) {
      await own.query(
        `insert into idempotency_key values ($1, 'k', 'f', gen_random_uuid(), now() - make_interval(hours => $2, mins => $3))`,
        [token, IDEMPOTENCY_HOURS, minutes],
      );
    }
    await forgetIdempotencyKeys(own);
    const { rows } = await own.query('select token_id from idempotency_key');
    expect(rows.map((row) => row.token_id)).toEqual([young]);
  });
});
