import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { onCleanUp } from '../clean-up';

/** Whether a program of this name is installed. */
export function has(program: string): boolean {
  return !spawnSync(program, ['--version']).error;
}

type Environment = Record<string, string>;

/**
 * Runs a program to its end and returns what it printed to stdout.
 * @throws {Error} with its output, when it fails.
 */
export async function capture(program: string, args: string[], env: Environment = {}): Promise<string> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const done = onCleanUp(() => stop(child));
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      output[stream] += chunk;
    });
  }
  const [code] = await once(child, 'close');
  done();
  if (code !== 0) throw new Error(`${program} ended with ${code}:\n${output.stdout}${output.stderr}`);
  return output.stdout;
}

export type Running = { pid: number; output(): string; hasEnded(): boolean; stop(): Promise<void> };

/** Starts a server and stops it when the benchmark ends, however it ends. */
export function start(program: string, args: string[], env: Environment, cwd = process.cwd()): Running {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  child.on('error', (error) => {
    output += error.message;
  });
  const done = onCleanUp(() => stop(child));
  return {
    pid: child.pid ?? 0,
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      await stop(child);
      done();
    },
  };
}

const STOP_TIMEOUT_MS = 15_000;

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
