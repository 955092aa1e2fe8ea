import 'server-only';
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { createFile } from '@/lib/create-file';
import { BootError, codeOf } from '../../boot-error';

const stored = z.object({
  password: z.string().min(1),
  port: z.number().int().min(1).max(65535),
  /** The system identifier of the cluster; unknown until its first start. */
  cluster: z.string().optional(),
});
/** How to reach the embedded server, which listens on 127.0.0.1 only, at a port of its own. */
export type Credentials = z.infer<typeof stored>;

export const USER = 'postern';

const file = (dataDir: string) => path.join(dataDir, 'database.json');

/** The credentials of an earlier start; null for a new data directory. */
export function readCredentials(dataDir: string): Credentials | null {
  let text: string;
  try {
    text = readFileSync(file(dataDir), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    throw new BootError(`${file(dataDir)} is damaged: restore it from a backup of the data directory.`);
  }
}

/** Replaces the credentials, all or nothing. */
export function writeCredentials(dataDir: string, credentials: Credentials): void {
  const draft = `${file(dataDir)}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, textOf(credentials), { mode: 0o600 });
  renameSync(draft, file(dataDir));
}

/** A new password and a free port; two starts at once both get those of the first. */
export async function createCredentials(dataDir: string): Promise<Credentials> {
  const fresh = { password: randomBytes(24).toString('base64url'), port: await freePort() };
  createFile(file(dataDir), textOf(fresh));
  return readCredentials(dataDir) ?? fresh;
}

const textOf = (credentials: Credentials) => `${JSON.stringify(credentials)}\n`;

/** The same credentials, with another port when a stranger has taken theirs meanwhile. */
export async function withFreePort(credentials: Credentials): Promise<Credentials> {
  return (await isFree(credentials.port)) ? credentials : { ...credentials, port: await freePort() };
}

export function urlOf({ password, port }: Credentials, database = USER): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
