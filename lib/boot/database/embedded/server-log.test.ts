import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Restored } from '@/test/support/database/restored';
import { lastLines, logFileOf, shortenLog } from './server-log';

const folder = mkdtempSync(path.join(os.tmpdir(), 'postern-log-'));
chmodSync(folder, 0o711);
const file = logFileOf(folder);
const at = new Restored();
let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: (await at.start(folder)).url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await at.stop();
  at.end();
  rmSync(folder, { recursive: true, force: true });
});

test('a log that has grown too long keeps its last lines, and the server goes on after them', async () => {
  appendFileSync(file, `${'an old line\n'.repeat(200_000)}the last line\n`);
  shortenLog(file, 1_000_000, 10_000);
  await expect(client.query('select from nowhere')).rejects.toThrow('does not exist');
  const text = readFileSync(file, 'utf8');
  expect(text.length).toBeLessThan(11_000);
  expect(text).toMatch(/^an old line\n(?:an old line\n)+the last line\n.*"nowhere" does not exist/);
  const { size } = statSync(file);
  shortenLog(file, 1_000_000, 10_000);
  expect(statSync(file).size).toBe(size);
});

test('a failed statement is in the log without its text', async () => {
  const secret = 'a text that nobody may read';
  await expect(client.query(`select '${secret}' from nowhere_else`)).rejects.toThrow('does not exist');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('"nowhere_else" does not exist');
  expect(text).not.toContain(secret);
});

test('of a long log only the end is read, and of one that is not there nothing', () => {
  const long = path.join(folder, 'long.log');
  appendFileSync(long, 'line\n'.repeat(100_000));
  expect(lastLines(long).length).toBeLessThanOrEqual(64 * 1024);
  expect(lastLines(long)).toMatch(/^line\n/);
  expect(lastLines(path.join(folder, 'none.log'))).toBe('');
});
