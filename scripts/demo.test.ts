import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

test('what stands after `npm run demo --` reaches the program', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'postern-'));
  try {
    writeFileSync(path.join(folder, 'node'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    // npm appends it to the script and hands that to a shell.
    const said = execFileSync('sh', ['-c', `${packageJson.scripts.demo} --json`], {
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
      encoding: 'utf8',
    });
    expect(said).toBe('scripts/demo.mjs --json\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
