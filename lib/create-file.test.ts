import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFile } from './create-file';

const folder = mkdtempSync(path.join(os.tmpdir(), 'postern-create-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the first makes the file for its owner alone, the second leaves it as it is, and no draft stays', () => {
  const file = path.join(folder, 'secrets.json');
  expect(createFile(file, 'first')).toBe(true);
  expect(createFile(file, 'second')).toBe(false);
  expect(readFileSync(file, 'utf8')).toBe('first');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});

test('a missing folder is an error, not false', () => {
  expect(() => createFile(path.join(folder, 'nowhere', 'secrets.json'), 'x')).toThrow('ENOENT');
});
