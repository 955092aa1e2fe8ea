import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from '../machine/processes';
import type { Load, LoadResult } from './types';

/** Runs the load with wrk. */
export async function runWrk(
  { origin, paths, body, headers = {}, connections, seconds }: Load,
  folder: string,
): Promise<LoadResult> {
  const bodyFile = path.join(folder, 'body.json');
  writeFileSync(bodyFile, body);
  const threads = Math.min(2, connections);
  const [first = '/'] = paths;
  const args = ['-s', path.resolve('bench/load/wrk.lua'), '-d', String(seconds), '-t', String(threads)];
  const headersFile = path.join(folder, 'headers.txt');
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(headersFile, lines.join(''));
  args.push('-c', String(connections), '--timeout', '10', `${origin}${first}`, '--', bodyFile, headersFile);
  if (paths.length > 1) {
    const pathsFile = path.join(folder, 'paths.txt');
    writeFileSync(pathsFile, `${paths.join('\n')}\n`);
    args.push(pathsFile);
  }
  return JSON.parse((await capture('wrk', args)).trim().split('\n').at(-1) ?? '');
}
