import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import { freePort } from '@/test/support/programs/free-port';
import { afterThisTest } from '../clean-up';
import { until } from '../until';
import { copyCluster, DATABASE, type Template } from './cluster';
import { descendantsOf, noteProcess, signal, untilGone } from './processes';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

type Options = {
  /** Lines of postgresql.conf. */
  settings?: Record<string, string>;
  /** Where the copy of the cluster is kept, when not beside the template. */
  parent?: string;
};

/** A PostgreSQL of one test, with the people, tokens and targets of the run, that may be broken at will. */
export class Postgres {
  readonly #template: Template;
  readonly #port: number;
  readonly #settings: Record<string, string>;
  readonly folder: string;
  #postmaster: ChildProcess | undefined;

  private constructor(template: Template, folder: string, port: number, settings: Record<string, string>) {
    this.#template = template;
    this.folder = folder;
    this.#port = port;
    this.#settings = settings;
  }

  /** Starts one for the running test; after it, nothing of it is left. */
  static async start({ settings = {}, parent }: Options = {}): Promise<Postgres> {
    const template = inject('template');
    const folder = await copyCluster(template, parent);
    const postgres = new Postgres(template, folder, await freePort(), settings);
    afterThisTest(() => postgres.#end());
    await postgres.start();
    return postgres;
  }

  /** What Postern is given: an ordinary role that owns its database. */
  get url(): string {
    return `postgres://app:${this.#template.password}@127.0.0.1:${this.#port}/${DATABASE}`;
  }

  /** Starts it again after a stop or a crash; resolves when it takes connections. */
  async start(): Promise<void> {
    const settings = {
      port: String(this.#port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      ...this.#settings,
    };
    const args = ['-D', this.folder];
    for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
    const log = openSync(this.#logFile, 'a', 0o600);
    const stdio: ('ignore' | number)[] = ['ignore', log, log];
    const postmaster = spawn(this.#template.program, args, { ...this.#template.account, cwd: '/', stdio });
    closeSync(log);
    this.#postmaster = postmaster;
    noteProcess(inject('runFolder'), postmaster.pid ?? 0);
    await once(postmaster, 'spawn');
    await this.untilReady();
  }

  /** Resolves when it takes connections. */
  async untilReady(timeoutMs = START_TIMEOUT_MS): Promise<void> {
    const answers = async () => !this.isRunning || (await this.query('SELECT 1')).length > 0;
    await until('PostgreSQL takes connections', answers, { timeoutMs });
    if (!this.isRunning) throw new Error(`PostgreSQL has ended:\n${this.logTail()}`);
  }

  /** Runs one statement as the superuser, on a connection of its own. */
  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = [], database = DATABASE) {
    const client = this.client(database);
    try {
      await client.connect();
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  }

  /** A connection of the superuser that is not opened yet. */
  client(database = DATABASE): pg.Client {
    return quietClient(
      `postgres://postern:${this.#template.password}@127.0.0.1:${this.#port}/${database}`,
      'test',
    );
  }

  /** Like `client`, but with the role as which Postern connects. */
  appClient(applicationName: string): pg.Client {
    return quietClient(this.url, applicationName);
  }

  /** Crashes it: SIGKILL to the postmaster and everything below it. Resolves when all of it is gone. */
  async kill(): Promise<void> {
    const all = this.#heldProcesses();
    for (const pid of all) signal(pid, 'SIGKILL');
    await this.#untilGone(all);
  }

  /** Like `kill`, but for the postmaster alone; its children notice by themselves. */
  async killPostmaster(): Promise<void> {
    const all = this.#heldProcesses();
    if (all[0] !== undefined) signal(all[0], 'SIGKILL');
    await this.#untilGone(all);
  }

  /** All processes, listed while the postmaster is stopped, so that it starts no process that the list misses. */
  #heldProcesses(): number[] {
    const [postmaster] = this.processes();
    if (postmaster !== undefined) signal(postmaster, 'SIGSTOP');
    return this.processes();
  }

  /** An administrator's restart: sessions are ended, what is under way is rolled back. */
  async restartFast(): Promise<void> {
    await this.#stopFast();
    await this.start();
  }

  /** Stops all processes until `resume`. */
  pause(): void {
    // The postmaster first, so that it starts no children; twice, for a child that was just being started.
    for (const pid of this.processes()) signal(pid, 'SIGSTOP');
    for (const pid of this.processes()) signal(pid, 'SIGSTOP');
  }

  resume(): void {
    for (const pid of this.processes().reverse()) signal(pid, 'SIGCONT');
  }

  get isRunning(): boolean {
    return this.#postmaster?.exitCode === null && this.#postmaster.signalCode === null;
  }

  /** The postmaster first, then everything below it; none when it has ended. */
  processes(): number[] {
    const pid = this.#postmaster?.pid;
    return pid !== undefined && this.isRunning ? [pid, ...descendantsOf(pid)] : [];
  }

  logTail(): string {
    return readFileSync(this.#logFile, 'utf8').split('\n').slice(-15).join('\n');
  }

  get #logFile(): string {
    return `${this.folder}.log`;
  }

  /** The pid must be free, too, or the next start takes the lock file for that of a running server. */
  async #untilGone(all: number[]): Promise<void> {
    await untilGone(all);
    await until('the end of PostgreSQL', () => !this.isRunning, { timeoutMs: STOP_TIMEOUT_MS });
  }

  async #stopFast(): Promise<void> {
    const all = this.processes();
    if (all[0] !== undefined) signal(all[0], 'SIGINT');
    await this.#untilGone(all);
  }

  async #end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.#logFile, { force: true });
  }
}

/** A client that ignores a lost connection, since the tests are about losing it. */
function quietClient(connectionString: string, applicationName: string): pg.Client {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    application_name: applicationName,
  });
  return client.on('error', () => {});
}
