import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Restored, UNFLUSHED } from '@/test/support/database/restored';
import { settleCluster } from './settle-cluster';

const at = new Restored();
beforeAll(() => at.makeBackup());
afterAll(() => at.end());

/** A refused start changes nothing, so all of these take place in one data directory. */
describe('an incomplete restore', () => {
  beforeAll(() => at.restore());
  afterAll(() => at.forget());

  test.each([
    ['database.json', ['postgres', 'postgres.log']],
    ['postgres.log', ['postgres', 'database.json']],
  ])('without its database is refused, by %s alone, and nothing is begun', async (_, gone) => {
    let isBegun: boolean | undefined;
    const look = () => {
      isBegun = existsSync(at.cluster);
    };
    await expect(at.startWithout(gone, look)).rejects.toThrow(
      /^The database of .* is missing: .* says that there was one/,
    );
    expect(isBegun).toBe(false);
  });

  test.each([
    'PG_VERSION',
    'global/pg_control',
    'base',
    'pg_xact',
    'pg_wal',
    'postgresql.conf',
    'pg_hba.conf',
  ])('without %s is said to be incomplete', async (name) => {
    await expect(at.startWithout([`postgres/${name}`])).rejects.toThrow(
      new RegExp(`is incomplete \\(${name} is missing\\): restore that folder as a whole`),
    );
  });

  test('with a log of transactions without its files is told to be restored', async () => {
    const files = readdirSync(path.join(at.cluster, 'pg_wal'), { withFileTypes: true });
    const names = files.filter((entry) => entry.isFile()).map(({ name }) => `postgres/pg_wal/${name}`);
    await expect(at.startWithout(names)).rejects.toThrow(
      /does not start \(.*\): restore .* as a whole from one backup/,
    );
  });

  test('with the cluster of another installation, or of another time with another identity, is refused', async () => {
    const other = at.aFolder('other');
    await settleCluster({ dataDir: other, root: process.cwd(), onStep: () => {}, settings: UNFLUSHED });
    const aside = path.join(at.aFolder('aside'), 'postgres');
    renameSync(at.cluster, aside);
    renameSync(path.join(other, 'postgres'), at.cluster);
    await expect(at.start()).rejects.toThrow(/is not the one that .*database\.json belongs to: restore both/);
    renameSync(at.cluster, path.join(other, 'postgres'));
    renameSync(aside, at.cluster);
  });

  test('starts as soon as the rest of it is there', async () => {
    expect(await at.isKept()).toBe(true);
  });
});

describe('a new data directory', () => {
  afterEach(() => at.forget());

  test('with secrets.json alone, made with an embedded database, does not begin an empty one', async () => {
    at.dataDir = at.aFolder('restored');
    writeFileSync(path.join(at.dataDir, 'secrets.json'), '{"database":"embedded"}');
    await expect(at.start()).rejects.toThrow(/is missing: secrets\.json says that there was one/);
  });

  test('with a pointer to a folder that was not restored is refused, with that folder', async () => {
    at.dataDir = at.aFolder('restored');
    writeFileSync(path.join(at.dataDir, 'postgres-is-at'), '/var/lib/postern/gone/postgres\n');
    await expect(at.start()).rejects.toThrow(
      /postgres-is-at says that there was one, in \/var\/lib\/postern\/gone\/postgres\. Restore that folder/,
    );
  });
});
