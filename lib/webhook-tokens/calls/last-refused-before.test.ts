import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate } from '@/lib/boot/database/migrations/migrate';
import { withDatabase } from '@/lib/boot/database/url';
import { firstIdAfter } from './first-id-after';

const name = `last_refused_test_${process.pid}_${Date.now()}`;
const url = withDatabase(inject('databaseUrl'), name);
const admin = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
const pool = new pg.Pool({ connectionString: url, max: 2 });
// Dropping the database ends connections that are already ending.
pool.on('error', () => {});
let old: string;

/** The first migration that the previous release did not have. */
const FIRST = '20261128110000';

/** A half hour of this week, for which partitions exist. */
const SLOT = new Date(Math.floor(Date.now() / 1_800_000) * 1_800_000 - 7_200_000);
const inSlot = (seconds: number) => new Date(SLOT.getTime() + seconds * 1_000);

beforeAll(async () => {
  await admin.query(`create database ${name}`);
  // The database as the previous release left it.
  old = await mkdtemp(path.join(tmpdir(), 'postern-before-'));
  await cp('prisma', path.join(old, 'prisma'), {
    recursive: true,
    filter: (source) => !/^\d{14}_/.test(path.basename(source)) || path.basename(source) < FIRST,
  });
  await migrate(url, old);
});
afterAll(async () => {
  await pool.end();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  await rm(old, { recursive: true, force: true });
});

let users = 0;
async function token(invocations: number, refusals: number): Promise<string> {
  const id = randomUUID();
  const user = `${++users}`;
  await pool.query(`INSERT INTO "user" (id, email, name) VALUES ($1, $1 || '@example.com', 'N')`, [user]);
  await pool.query(
    `INSERT INTO webhook_token (id, user_id, slot, name, public_id, secret_hash, ciphertext, key_version, invocations, refusals)
     VALUES ($1, $2, 1, 'n', $2, decode($2, 'escape'), '', 1, $3, $4)`,
    [id, user, invocations, refusals],
  );
  return id;
}

const counted = (id: string, slot: Date, accepted: number, refused: number, failed = 0) =>
  pool.query('INSERT INTO usage_slot VALUES ($1, $2, $3, $4, $5)', [id, slot, accepted, refused, failed]);

const call = (id: string, at: Date, outcome: string) =>
  pool.query(
    `INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, request, body_size)
     VALUES ($1, $2, '1', $3, 1, 'e', 't', 200, $4, '{}', 0)`,
    [firstIdAfter(at).replace(/.{12}$/, randomUUID().slice(-12)), id, at, outcome],
  );

describe('bringing a filled database up to date', () => {
  it('finds the time of each token’s last refusal, and changes no count', async () => {
    const recorded = await token(2, 2);
    await counted(recorded, inSlot(-86_400), 0, 1);
    await counted(recorded, SLOT, 1, 1);
    await counted(recorded, inSlot(1_800), 1, 0);
    await call(recorded, inSlot(60), 'accepted');
    await call(recorded, inSlot(120), 'access_denied');
    await call(recorded, inSlot(180), 'replayed');
    await call(recorded, inSlot(1_860), 'accepted');
    const failed = await token(0, 1);
    await counted(failed, SLOT, 0, 0, 1);
    await call(failed, inSlot(240), 'handler_failed');
    // The call came before the half hour in which it was counted.
    const slow = await token(0, 1);
    await counted(slow, SLOT, 0, 1);
    await call(slow, inSlot(-600), 'access_denied');
    const beyondQuota = await token(0, 700);
    await counted(beyondQuota, SLOT, 0, 700);
    await call(beyondQuota, inSlot(300), 'authtoken_invalid');
    await pool.query('INSERT INTO omitted_refusal VALUES ($1, $2, 200, 0)', [beyondQuota, inSlot(420)]);
    const callsGone = await token(0, 1);
    await counted(callsGone, SLOT, 0, 1);
    const allGone = await token(0, 9);
    const never = await token(5, 0);
    await counted(never, SLOT, 5, 0);

    expect(await migrate(url)).toContain('20261128110100_last_refused_before');

    const { rows } = await pool.query(
      'SELECT id, refusals::int, invocations::int, last_refused_at FROM webhook_token',
    );
    const found = new Map(rows.map(({ id, ...counts }) => [id, counts]));
    expect(found.get(recorded)).toEqual({ refusals: 2, invocations: 2, last_refused_at: inSlot(120) });
    expect(found.get(failed).last_refused_at).toEqual(inSlot(240));
    expect(found.get(slow).last_refused_at).toEqual(inSlot(-600));
    expect(found.get(beyondQuota)).toEqual({ refusals: 700, invocations: 0, last_refused_at: inSlot(420) });
    expect(found.get(callsGone).last_refused_at).toEqual(SLOT);
    expect(found.get(allGone)).toEqual({ refusals: 9, invocations: 0, last_refused_at: null });
    expect(found.get(never)).toEqual({ refusals: 0, invocations: 5, last_refused_at: null });
  });

  it('leaves a database that a process of the release before goes on writing to in order', async () => {
    const id = await token(0, 3);
    await pool.query('UPDATE webhook_token SET refusals = refusals + 1 WHERE id = $1', [id]);
    const { rows } = await pool.query(
      'SELECT refusals::int, last_refused_at FROM webhook_token WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ refusals: 4, last_refused_at: null }]);
  });
});
