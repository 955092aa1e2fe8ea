import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from '@/test/support/temporary-folder';
import { makeSocketPath } from './socket-path';

const folder = temporaryFolder('sockets');
afterEach(() => vi.unstubAllEnvs());

it('a temporary folder that cannot be used is reported by its name, with the setting that chooses another', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  vi.stubEnv('TMPDIR', file);
  expect(makeSocketPath).toThrow(
    expect.objectContaining({
      name: 'BootError',
      message: expect.stringMatching(
        new RegExp(`^No folder can be made in ${file} \\(.*\\): .*choose another with TMPDIR`),
      ),
    }),
  );
  rmSync(file);
});
