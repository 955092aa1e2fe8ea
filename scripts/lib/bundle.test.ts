import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '@/test/support/temporary-folder';

const run = promisify(execFile);
const outdir = temporaryFolder('bundle');

it.runIf(process.platform === 'linux')('bundling leaves no process of the bundler behind', async () => {
  // The script lists its children before and after, so that a bundler that starts none does not pass unnoticed.
  const script = `
    import { execFileSync } from 'node:child_process';
    import { bundle } from ${JSON.stringify(path.resolve('scripts/lib/bundle.mjs'))};
    const children = () => execFileSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
      .split('\\n').filter((line) => line && !line.startsWith('ps '));
    const bundling = bundle(${JSON.stringify(outdir)});
    let during = [];
    while (during.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
      during = children();
    }
    await bundling;
    // A process that was told to end takes a moment to do so.
    while (children().length > 0) await new Promise((resolve) => setImmediate(resolve));
    console.log(JSON.stringify({ during, after: children() }));
    process.exit();`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { timeout: 50_000 });
  const { during, after } = JSON.parse(stdout) as { during: string[]; after: string[] };
  expect(during.join()).toContain('esbuild');
  expect(after).toEqual([]);
  expect(existsSync(path.join(outdir, 'server.mjs'))).toBe(true);
});
