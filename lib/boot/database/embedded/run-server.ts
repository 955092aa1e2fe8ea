import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { tryLockForSession } from '@/lib/db/advisory-locks';
import { BootError, codeOf } from '../../boot-error';
import { type Credentials, USER, urlOf, withFreePort, writeCredentials } from './credentials';
import { endWithProcess, type Postmaster, startPostmaster, stopPostmaster } from './postmaster';
import { lockedBy, runningPostmaster } from './running-postmaster';
import { logFileOf } from './server-log';
import type { Settled } from './settle-cluster';
import { PORT_TAKEN, whyNotStarting } from './why-not-starting';

/** A server that says nothing for so long stands still. */
const START_TIMEOUT_MS = 60_000;
/** A start that takes longer replays the log of a crash, for as long as that takes. */
const USUAL_MS = 5_000;
const POLL_MS = 25;
const SLOW_POLL_MS = 500;
/** A killed server's child processes end a moment later; until then its shared memory is in use. */
const ORPHANS_MS = 5_000;
const ORPHANS_POLL_MS = 200;

/** A server that this Postern uses; the session `guard` holds the lock. It ends with this process until `letGo`. */
export type RunningServer = { postmaster: Postmaster; port: number; guard: pg.Client; letGo(): void };

type How = {
  /** The port that clients already know. */
  port?: number;
  isGivenUp?(): boolean;
  /** Called once when the start takes long. */
  onStep?(text: string): void;
};

/**
 * Starts the cluster's server, or takes over the one that a killed Postern left running, and makes sure that no other
 * Postern uses it.
 * @throws {BootError} when it does not run; then no server is left that was not there before, unless another Postern
 * took it first.
 */
export async function runServer(settled: Settled, how: How = {}): Promise<RunningServer> {
  const deadlineMs = performance.now() + ORPHANS_MS;
  for (;;) {
    try {
      return await tryToRun(settled, how);
    } catch (error) {
      if (!isPassing(error, how) || how.isGivenUp?.() || performance.now() > deadlineMs) throw error;
      await sleep(ORPHANS_POLL_MS);
    }
  }
}

/** What a later try may find gone: the remains of a killed server, or a port that was taken after it had been found free. */
function isPassing(error: unknown, { port }: How): boolean {
  if (!(error instanceof BootError)) return false;
  const isPortTaken = port === undefined && error.message.includes(PORT_TAKEN);
  return isPortTaken || error.message.includes('pre-existing shared memory block');
}

async function tryToRun(settled: Settled, how: How): Promise<RunningServer> {
  const { cluster, dataDir } = settled;
  const running = runningPostmaster(cluster);
  if (running && (how.port ?? running.port) === running.port) {
    const { postmaster, port } = running;
    const credentials = { ...settled.credentials, port };
    try {
      await untilReady(postmaster, credentials, settled, how);
      const guard = await takeOver(credentials, dataDir);
      return { postmaster, port, guard, letGo: endWithProcess(postmaster, settled.binaries, cluster) };
    } catch (error) {
      // A server that its last Postern told to stop is followed by a new one.
      if (!postmaster.hasExited()) throw error;
    }
  }
  const credentials =
    how.port === undefined
      ? await withFreePort(settled.credentials)
      : { ...settled.credentials, port: how.port };
  if (credentials.port !== settled.credentials.port) writeCredentials(dataDir, credentials);
  const postmaster = await startPostmaster(settled.binaries, cluster, {
    port: credentials.port,
    logFile: logFileOf(dataDir),
    account: settled.account,
    more: settled.settings,
    isAgain: how.port !== undefined,
  });
  const letGo = endWithProcess(postmaster, settled.binaries, cluster);
  try {
    await untilReady(postmaster, credentials, settled, how);
    // Of two starts at once, the server that answers may be the other's; then ours is about to end.
    while (!postmaster.hasExited() && lockedBy(cluster) !== postmaster.pid) await sleep(POLL_MS);
    if (postmaster.hasExited()) throw whyNotStarting(postmaster.whyExited(), settled);
    return { postmaster, port: credentials.port, guard: await takeOver(credentials, dataDir), letGo };
  } catch (error) {
    // Of two starts at once, one may start the server and the other may take its lock first.
    if (error instanceof UsedByAnother) letGo();
    else await stopPostmaster(postmaster, settled.binaries, cluster);
    throw error;
  }
}

async function untilReady(
  postmaster: Postmaster,
  credentials: Credentials,
  settled: Settled,
  { isGivenUp = () => false, onStep = () => {} }: How,
): Promise<void> {
  const startedMs = performance.now();
  let heardMs = startedMs;
  let isSlow = false;
  for (;;) {
    if (postmaster.hasExited()) throw whyNotStarting(postmaster.whyExited(), settled);
    const state = await stateOf(credentials);
    if (state === 'ready') return;
    if (isGivenUp()) throw new BootError('The embedded PostgreSQL is no longer wanted.');
    const nowMs = performance.now();
    if (state === 'busy') heardMs = nowMs;
    if (state === 'busy' && !isSlow && nowMs - startedMs > USUAL_MS) {
      isSlow = true;
      onStep(
        `The database reads its log again, as after a crash; ${logFileOf(settled.dataDir)} says how far it is`,
      );
    }
    if (nowMs - heardMs > START_TIMEOUT_MS) {
      throw new BootError(
        `The embedded PostgreSQL does not answer: see ${logFileOf(settled.dataDir)}, and end its process (${postmaster.pid}) when it stands still.`,
      );
    }
    // Each refused connection is a line in the server's log.
    await sleep(isSlow ? SLOW_POLL_MS : POLL_MS);
  }
}

/** Whether the server accepts connections, says that it starts, recovers or stops, or says nothing. */
async function stateOf(credentials: Credentials): Promise<'ready' | 'busy' | 'silent'> {
  const client = new pg.Client({
    connectionString: urlOf(credentials, 'postgres'),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    if (codeOf(error) === '57P03') return 'busy';
    if (codeOf(error) === '28P01') {
      throw new BootError(
        'The embedded PostgreSQL refuses the password in database.json: restore that file from a backup of the data directory.',
      );
    }
    return 'silent';
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Checks that no other Postern uses this server, and that its database exists. The returned connection stays open.
 */
async function takeOver(credentials: Credentials, dataDir: string): Promise<pg.Client> {
  const guard = new pg.Client({
    connectionString: urlOf(credentials, 'postgres'),
    application_name: `postern process ${process.pid}`,
    keepAlive: true,
  });
  guard.on('error', () => {});
  await guard.connect();
  try {
    const { rows } = await guard.query(tryLockForSession('embeddedCluster'));
    if (!rows[0].held) throw await usedByAnother(guard, dataDir);
    const known = await guard.query('select from pg_database where datname = $1', [USER]);
    if (known.rowCount === 0) await guard.query(`create database ${USER}`);
    return guard;
  } catch (error) {
    await guard.end().catch(() => {});
    throw error;
  }
}

class UsedByAnother extends BootError {}

async function usedByAnother(guard: pg.Client, dataDir: string): Promise<UsedByAnother> {
  const holder = await guard.query(
    "select application_name as name from pg_stat_activity where application_name like 'postern process %' and pid <> pg_backend_pid()",
  );
  const who = String(holder.rows[0]?.name ?? 'postern process').replace('postern ', '');
  return new UsedByAnother(
    `Another Postern (${who}) uses the data directory ${dataDir}: stop it first, or choose another directory with DATA_DIR.`,
  );
}
