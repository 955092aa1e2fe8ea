import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { withDatabase } from '@/lib/boot/database/url';
import { type LockName, lockForSession, lockForTransaction, tryLockForSession } from './advisory-locks';

const names = [
  'migration',
  'partitions',
  'maintenance',
  'memberStatus',
  'embeddedCluster',
  'channelNaming',
  'botNaming',
  'firstAccount',
] satisfies LockName[];

/** A database of its own, since other tests migrate and maintain at the same time. */
const name = `locks_test_${process.pid}_${Date.now()}`;
const admin = new pg.Client({ connectionString: inject('databaseUrl') });
const clients: pg.Client[] = [];

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create database ${name}`);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
});
afterAll(async () => {
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

async function connected() {
  const client = new pg.Client({ connectionString: withDatabase(inject('databaseUrl'), name) });
  await client.connect();
  clients.push(client);
  return client;
}

it('every lock is a lock of its own: whoever holds all others leaves it free', async () => {
  const [mine, other] = [await connected(), await connected()];
  for (const one of names) {
    const others = names.filter((name) => name !== one);
    for (const held of others) await mine.query(lockForSession(held));
    const { rows } = await other.query(tryLockForSession(one));
    expect(rows, one).toEqual([{ held: true }]);
    for (const held of others) {
      expect((await other.query(tryLockForSession(held))).rows).toEqual([{ held: false }]);
    }
    for (const client of [mine, other]) await client.query('DISCARD ALL');
  }
});

it('a lock of a transaction is the same as that of a session, and ends with it', async () => {
  const [mine, other] = [await connected(), await connected()];
  for (const one of names) {
    await mine.query(`BEGIN; ${lockForTransaction(one)}`);
    expect((await other.query(tryLockForSession(one))).rows, one).toEqual([{ held: false }]);
    await mine.query('COMMIT');
    expect((await other.query(tryLockForSession(one))).rows, one).toEqual([{ held: true }]);
  }
});
