import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { env, provide } from '@/lib/env';
import { UNFLUSHED } from '@/test/support/database/restored';
import { checkDatabase } from './check-database';
import type { Database } from './database';
import { settleCluster } from './embedded/settle-cluster';
import { startEmbedded } from './embedded/start-embedded';
import { migrate } from './migrations/migrate';

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version']);
    return true;
  } catch {
    return false;
  }
}

describe.runIf(hasOpenssl())('a PostgreSQL whose certificate a private authority has issued', () => {
  let dataDir = '';
  let database: Database;
  const file = (name: string) => path.join(dataDir, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dataDir, stdio: 'pipe' });

  function issue(name: string, subject: string, alternative: string) {
    writeFileSync(file(`${name}.ext`), `subjectAltName=${alternative}\n`);
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      subject,
    );
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...by,
      '-out',
      `${name}.pem`,
      '-days',
      '30',
      '-extfile',
      `${name}.ext`,
    );
  }

  beforeAll(async () => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-tls-'));
    chmodSync(dataDir, 0o711);
    for (const name of ['ca', 'stranger']) {
      openssl(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.pem`,
        '-days',
        '30',
        '-subj',
        `/CN=${name}`,
      );
    }
    issue('server', '/CN=postgres', 'DNS:db.example');
    const { cluster } = await settleCluster({
      dataDir,
      root: process.cwd(),
      onStep: () => {},
      settings: UNFLUSHED,
    });
    const { uid, gid } = statSync(path.join(cluster, 'postgresql.conf'));
    for (const name of ['server.key', 'server.pem']) {
      execFileSync('cp', [file(name), path.join(cluster, name)]);
      chownSync(path.join(cluster, name), uid, gid);
      chmodSync(path.join(cluster, name), 0o600);
    }
    appendFileSync(
      path.join(cluster, 'postgresql.conf'),
      "\nssl = on\nssl_cert_file = 'server.pem'\nssl_key_file = 'server.key'\n",
    );
    database = await startEmbedded({ dataDir, root: process.cwd(), onStep: () => {}, settings: UNFLUSHED });
  });
  beforeEach(() => vi.unstubAllEnvs());
  afterAll(async () => {
    vi.unstubAllEnvs();
    provide('NODE_ENV', 'test');
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** The DATABASE_URL that Postern makes of one with these parameters. */
  function given(parameters: string): string {
    vi.stubEnv('DATABASE_URL', `${database.url}?${parameters}`);
    provide('NODE_ENV', 'test');
    return env().DATABASE_URL ?? '';
  }

  it.each([
    'sslmode=disable',
    'sslmode=prefer',
    'sslmode=require',
    'sslmode=require&sslrootcert=ca',
    'sslmode=verify-ca&sslrootcert=ca',
  ])('%s is taken as PostgreSQL’s own programs take it, by every part', async (parameters) => {
    const url = given(parameters.replace('sslrootcert=ca', `sslrootcert=${file('ca.pem')}`));
    await expect(checkDatabase(url)).resolves.toBeUndefined();
    await expect(migrate(url)).resolves.toBeInstanceOf(Array);
  });

  it.each([
    [
      'sslmode=verify-full',
      /comes from an authority that is not known here: name its certificate with sslrootcert=/,
    ],
    ['sslmode=require&sslrootcert=stranger', /comes from an authority that is not known here/],
    ['sslmode=verify-full&sslrootcert=ca', /is for another host name: use that name/],
    ['sslmode=verify-ca', /needs the authority's certificate: add sslrootcert=/],
    ['sslmode=verify-ca&sslrootcert=missing', /A file that DATABASE_URL names for TLS cannot be read/],
  ])('%s is refused in one sentence', async (parameters, sentence) => {
    const url = given(
      parameters.replace(/sslrootcert=(\w+)/, (_, name) => `sslrootcert=${file(`${name}.pem`)}`),
    );
    await expect(checkDatabase(url)).rejects.toMatchObject({
      name: 'BootError',
      message: expect.stringMatching(sentence),
    });
  });
});
