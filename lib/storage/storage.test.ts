import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provide } from '@/lib/env';
import { ownDatabase } from '@/test/support/database/own-database';
import { markClock } from './clock-mark';
import { dropExpired } from './drop-expired';
import { ensurePartitions, makePartition } from './ensure-partitions';
import { maintain } from './maintain';
import { boundOf, partitionName, WEEK_MS, weekOf, weekOfPartition } from './partitions';

let own: pg.Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await ownDatabase('storage');
  ({ pool: own, drop } = database);
  provide('DATABASE_URL', database.url);
});
afterAll(() => drop());

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
  it('of the last, this and five coming weeks exist after a start, and are made only once', async () => {
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
    const { rows } = await own.query('select to_regclass($1) is not null as known', [
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

  it('finds a week again that a process detached and did not drop', async () => {
    const [week, young] = [Date.parse('2018-01-01T00:00:00Z'), Date.parse('2018-01-08T00:00:00Z')];
    for (const table of ['message', 'invocation'] as const) {
      for (const one of [week, young]) {
        await makePartition(own, table, one);
        await own.query(`alter table ${table} detach partition ${partitionName(table, one)} concurrently`);
      }
      const atMs = week + WEEK_MS + 90 * DAY_MS;
      expect(await dropExpired(own, table, 90, atMs - 1)).toEqual([]);
      expect(await dropExpired(own, table, 90, atMs)).toEqual([partitionName(table, week)]);
      expect(await dropExpired(own, table, 90, atMs)).toEqual([]);
      await own.query(`drop table ${partitionName(table, young)}`);
    }
  });

  it('counts from when a week was made, if that was later: its rows were written by a clock that was behind', async () => {
    const [week, made] = [Date.parse('2019-01-07T00:00:00Z'), Date.parse('2026-11-23T10:00:00Z')];
    await makePartition(own, 'message', week, made);
    await message(week);
    expect(await dropExpired(own, 'message', 90, made + 90 * DAY_MS - 1)).toEqual([]);
    expect(await dropExpired(own, 'message', 90, made + 90 * DAY_MS)).toEqual([
      partitionName('message', week),
    ]);
  });

  it('makes the weeks of a clock that is far behind, and says so', async () => {
    const behindMs = Date.parse('2001-01-03T00:00:00Z');
    await ensurePartitions(own, behindMs);
    expect(await partitions('invocation')).toContain(partitionName('invocation', weekOf(Date.now())));
    expect(await partitions('invocation')).toContain(partitionName('invocation', weekOf(behindMs)));
    expect(await dropExpired(own, 'invocation', 90, Date.now())).toEqual([]);
  });

  it('of messages that is shorter than of calls leaves the calls their bodies, byte for byte', async () => {
    const week = Date.parse('2021-01-04T00:00:00Z');
    for (const table of ['message', 'invocation'] as const) await makePartition(own, table, week);
    const content = '{"text":"Grüße 🦊"}';
    const size = Buffer.byteLength(content);
    await own.query(
      `insert into message (feed_id, seq, sent_at, sender_id, content) values (77, 1, $1, 'u', $2)`,
      [new Date(week), content],
    );
    const call = (n: number, seq: number | null, body: string | null, bodySize: number) =>
      own.query(
        `insert into invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, request, body_size,
           body, feed_id, message_seq)
         values ($1, gen_random_uuid(), 'u', $2, 1, $3, 't', 204, 'accepted', '{}', $6, $5, 77, $4)`,
        [
          boundOf('invocation', week).replace('-0000-0000-', '-7000-8000-'),
          new Date(week),
          `${n}`,
          seq,
          body,
          bodySize,
        ],
      );
    await call(1, 1, null, size);
    await call(2, 1, 'its own', 7);
    await call(3, null, null, 0);
    await call(4, 2, null, 5);
    expect(await dropExpired(own, 'message', 30, week + 40 * DAY_MS)).toContain(
      partitionName('message', week),
    );
    const { rows } = await own.query(
      `select convert_from(body, 'UTF8') as body from invocation where feed_id = 77 order by endpoint`,
    );
    expect(rows.map(({ body }) => body)).toEqual([content, 'its own', null, null]);
  });
});

describe('what is old by one wrong clock', () => {
  const shift = (days: number) =>
    own.query(
      `update clock_mark set trusted_at = trusted_at + make_interval(days => $1), seen_at = seen_at + make_interval(days => $1)`,
      [days],
    );

  it('is nothing: the database is 400 days ahead of all that it holds', async () => {
    await own.query('delete from clock_mark');
    await own.query(
      `insert into "user" (id, email, name, created_at) values ('old', 'old@example.com', 'O', now() - interval '400 days')`,
    );
    const at = await markClock(own);
    expect(at.getTime()).toBeLessThan(Date.now() - 397 * DAY_MS);
    await own.query(`update "user" set created_at = now() where id = 'old'`);
    expect((await markClock(own)).getTime()).toBeLessThan(Date.now() - 399 * DAY_MS);
  });

  it('is nothing: the database is 400 days ahead of its last maintenance, and rows were written since', async () => {
    await own.query('delete from clock_mark');
    await markClock(own);
    await shift(-400);
    expect((await markClock(own)).getTime()).toBeLessThan(Date.now() - 399 * DAY_MS);
    await shift(400);
    expect((await markClock(own)).getTime()).toBeGreaterThan(Date.now() - DAY_MS);
  });

  it('is judged by rows that are not ahead of the clock', async () => {
    await own.query('delete from clock_mark');
    await own.query(`update "user" set created_at = now() + interval '400 days' where id = 'old'`);
    await own.query(
      `insert into "user" (id, email, name, created_at) values ('older', 'older@example.com', 'O', now() - interval '300 days')`,
    );
    expect((await markClock(own)).getTime()).toBeLessThan(Date.now() - 297 * DAY_MS);
  });
});
