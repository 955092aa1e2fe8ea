import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '@/test/support/temporary-folder';
import { createFile } from './create-file';

const folder = temporaryFolder('create');

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
