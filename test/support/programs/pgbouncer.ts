import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from './free-port';

/** The installed PgBouncer; undefined where there is none, and then tests that need it are left out. */
export const pgbouncerFile = ['/usr/sbin', ...(process.env.PATH ?? '').split(':')]
  .map((folder) => path.join(folder, 'pgbouncer'))
  .find((file) => existsSync(file));

export type PgBouncer = { url: string; stop(): Promise<void> };

/** A PgBouncer in transaction mode before the given database, with so few server connections that calls have to share them. */
export async function startPgBouncer(databaseUrl: string, poolSize = 2): Promise<PgBouncer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'postern-pgbouncer-'));
  const port = await freePort();
  const server = new URL(databaseUrl);
  const database = server.pathname.slice(1);
  const file = (name: string) => path.join(folder, name);
  writeFileSync(
    file('pgbouncer.ini'),
    `[databases]
${database} = host=${server.hostname} port=${server.port} dbname=${database}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${file('userlist.txt')}
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 200
logfile = ${file('log')}
`,
  );
  writeFileSync(file('userlist.txt'), `"${server.username}" "${decodeURIComponent(server.password)}"\n`);
  const account = unprivileged();
  if (account) for (const owned of [folder, file('userlist.txt')]) chownSync(owned, account.uid, account.gid);
  const child = spawn(pgbouncerFile ?? 'pgbouncer', [file('pgbouncer.ini')], { ...account, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = new URL(databaseUrl);
  url.port = String(port);
  await untilItAnswers(url.href, () => (child.exitCode === null ? null : readFileSync(file('log'), 'utf8')));
  return {
    url: url.href,
    async stop() {
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), 2_000).unref();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The account to run it as, since PgBouncer refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function untilItAnswers(url: string, whyNot: () => string | null): Promise<void> {
  for (;;) {
    const why = whyNot();
    if (why !== null) throw new Error(`PgBouncer does not run:\n${why}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    client.on('error', () => {});
    const there = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
