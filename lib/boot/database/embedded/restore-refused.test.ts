import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { copy, Restored } from '@/test/support/database/restored';

const at = new Restored();
beforeAll(() => at.makeBackup());
afterEach(() => at.forget());
afterAll(() => at.end());

test.each([
  ['database.json', ['postgres', 'postgres.log']],
  ['postgres.log', ['postgres', 'database.json']],
])(
  'a data directory whose database is missing is refused, by %s alone, and nothing is begun',
  async (_, gone) => {
    at.restore();
    for (const name of gone) rmSync(path.join(at.dataDir, name), { recursive: true });
    await expect(at.start()).rejects.toThrow(/^The database of .* is missing: .* says that there was one/);
    expect(existsSync(at.cluster)).toBe(false);
  },
);

test('secrets.json alone, made with an embedded database, does not begin an empty one', async () => {
  at.dataDir = at.aFolder('restored');
  writeFileSync(path.join(at.dataDir, 'secrets.json'), '{"database":"embedded"}');
  await expect(at.start()).rejects.toThrow(/is missing: secrets\.json says that there was one/);
});

test('a pointer to a folder that was not restored is refused, with that folder', async () => {
  at.dataDir = at.aFolder('restored');
  writeFileSync(path.join(at.dataDir, 'postgres-is-at'), '/var/lib/postern/gone/postgres\n');
  await expect(at.start()).rejects.toThrow(
    /postgres-is-at says that there was one, in \/var\/lib\/postern\/gone\/postgres\. Restore that folder/,
  );
});

test.each(['PG_VERSION', 'global/pg_control', 'base', 'pg_xact', 'pg_wal', 'postgresql.conf', 'pg_hba.conf'])(
  'a cluster without %s is said to be incomplete',
  async (name) => {
    at.restore();
    rmSync(path.join(at.cluster, name), { recursive: true });
    await expect(at.start()).rejects.toThrow(
      new RegExp(`is incomplete \\(${name} is missing\\): restore that folder as a whole`),
    );
  },
);

test('a log of transactions without its files is to be restored', async () => {
  at.restore();
  for (const entry of readdirSync(path.join(at.cluster, 'pg_wal'), { withFileTypes: true })) {
    if (entry.isFile()) rmSync(path.join(at.cluster, 'pg_wal', entry.name));
  }
  await expect(at.start()).rejects.toThrow(/does not start \(.*\): restore .* as a whole from one backup/);
});

test('the cluster of another installation, or of another time with another identity, is refused', async () => {
  const other = at.aFolder('other');
  await at.start(other);
  await at.stop();
  at.restore();
  rmSync(at.cluster, { recursive: true });
  copy(path.join(other, 'postgres'), at.cluster);
  await expect(at.start()).rejects.toThrow(/is not the one that .*database\.json belongs to: restore both/);
});
