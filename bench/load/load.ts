import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, has } from '../processes';
import { runAutocannon } from './autocannon';

/** Who posts what, for how long. */
export type Load = {
  /** Of the server; without a path. */
  origin: string;
  /** Path and query of the calls; several are taken in turn. */
  paths: readonly string[];
  /** JSON text. */
  body: string;
  /** Beside its type. `{n}` in a value is another text in each call. */
  headers?: Readonly<Record<string, string>>;
  connections: number;
  seconds: number;
};

/** What the callers saw. Calls that were under way when the time was over are in none of the numbers. */
export type LoadResult = {
  answered: number;
  /** Of `answered`: with a status other than 2xx. */
  refused: number;
  /** Connections that failed, broke or timed out. */
  broken: number;
  durationUs: number;
  p50Us: number;
  p99Us: number;
  maxUs: number;
};

/** The program that makes the load: `wrk` costs the machine least; without it autocannon, which npm installed. */
export const generator: 'wrk' | 'autocannon' = has('wrk') ? 'wrk' : 'autocannon';

/** Posts as fast as the answers come, over kept-alive connections. */
export function runLoad(load: Load, folder: string): Promise<LoadResult> {
  return generator === 'wrk' ? runWrk(load, folder) : runAutocannon(load, folder);
}

async function runWrk(
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
