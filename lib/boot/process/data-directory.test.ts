import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '@/test/support/temporary-folder';
import { describeFailure } from '../describe-failure';
import { prepareDataDirectory } from './data-directory';

const folder = temporaryFolder('data');

test('a data directory is made with the folders above it', () => {
  expect(() => prepareDataDirectory(path.join(folder, 'a', 'b'), () => {})).not.toThrow();
});

test.skipIf(process.platform === 'win32')(
  'every file with a secret that a copy has opened to others is closed again, and others stay as they are',
  () => {
    const dataDir = path.join(folder, 'copied');
    mkdirSync(dataDir);
    const secret = ['secrets.json', 'database.json', 'postgres.log', 'setup-code', 'demo-password'];
    const modeAfter = new Map(secret.map((name) => [name, 0o600])).set('postgres-at', 0o644);
    for (const name of modeAfter.keys()) {
      writeFileSync(path.join(dataDir, name), '');
      chmodSync(path.join(dataDir, name), 0o644);
    }
    const steps: string[] = [];
    prepareDataDirectory(dataDir, (text) => steps.push(text));
    for (const [name, mode] of modeAfter) {
      expect(statSync(path.join(dataDir, name)).mode & 0o777, name).toBe(mode);
    }
    expect(steps).toHaveLength(secret.length);
  },
);

test('a file in the place of the data directory, or above it, is reported', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  for (const place of [file, path.join(file, 'below')]) {
    expect(() => prepareDataDirectory(place, () => {})).toThrow(
      /is a file or lies below one: choose another with DATA_DIR/,
    );
  }
});

test.each([
  ['ENOSPC', /^The disk that holds \/elsewhere\/file is full: free some space there and start again\.$/],
  ['EACCES', /^\/elsewhere\/file cannot be used by this account \(EACCES: open\): correct its owner/],
])('the data directory is not blamed for a file elsewhere: %s', (code, message) => {
  const error = Object.assign(new Error(`${code}: open`), { code, path: '/elsewhere/file' });
  expect(describeFailure(error, '/data')).toMatchObject({
    name: 'BootError',
    message: expect.stringMatching(message),
  });
  const inside = Object.assign(new Error(`${code}: open`), { code, path: '/data/file' });
  expect(describeFailure(inside, '/data')).toMatchObject({ message: expect.stringContaining('/data ') });
});

test.each([
  [Object.assign(new Error('write'), { code: 'ENOSPC' })],
  [new Error('initdb: error: could not write file: No space left on device')],
  [Object.assign(new Error('could not extend file'), { code: '53100' })],
])('a full disk is said however it shows: %s', (error) => {
  expect(describeFailure(error, '/data')).toMatchObject({
    name: 'BootError',
    message: expect.stringMatching(/^The disk that holds \/data is full: free some space/),
  });
});
