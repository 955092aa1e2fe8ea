import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';
import { test } from 'playwright/test';
import { freePort } from '@/test/support/programs/free-port';

export type OwnServer = {
  /** Its origin. */
  url: string;
  /** The id of the process that was started. */
  pid: number;
  /** All it has written to its terminal so far. */
  output(): string;
  /** Sends a signal to the process that was started. */
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
};

/**
 * Starts one more Postern, for tests that the shared one cannot serve. Unless `settings` name another, it uses the
 * database of the shared one.
 */
export async function startOwnServer(settings: Record<string, string> = {}): Promise<OwnServer> {
  const port = await freePort();
  const url = settings.PUBLIC_URL?.replace('PORT', String(port)) ?? `http://localhost:${port}`;
  const env = { ...process.env, NODE_OPTIONS: '', HOST: '127.0.0.1', ...settings };
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...env, PORT: String(port), PUBLIC_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  const serving = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes('Stop:  Ctrl-C')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', () => reject(new Error(`The server ended while starting:\n${output}`)));
  });
  await serving;
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await test
        .info()
        .attach(`what the server at ${url} wrote`, { body: output, contentType: 'text/plain' });
    },
  };
}

/** An empty database beside the one under test, and its end. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name}`);
  const url = new URL(process.env.DATABASE_URL ?? '');
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`drop database ${name} with (force)`) };
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query(sql);
  await client.end();
}
