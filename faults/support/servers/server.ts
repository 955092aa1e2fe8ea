import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import { freePort } from '@/test/support/programs/free-port';
import { afterThisTest } from '../clean-up';
import { until } from '../until';
import { descendantsOf, noteProcess, residentMb, signal, untilGone } from './processes';

const START_TIMEOUT_MS = 90_000;
const OUTPUT_KEPT_CHARACTERS = 20_000;

const COLLECTOR = pathToFileURL(path.join(import.meta.dirname, 'collect-on-signal.mjs'));
const NODE_OPTIONS = `--expose-gc --import=${COLLECTOR.href}`;

/** Switches off the limits of calls, which could end the load before the fault does. */
const WITHOUT_LIMITS = {
  RATE_LIMIT_USER_PER_MINUTE: '100000000',
  RATE_LIMIT_TOKEN_PER_MINUTE: '100000000',
};

/** A built Postern as it runs in production, that may be killed and started again at the same address. */
export class Server {
  readonly #env: NodeJS.ProcessEnv;
  readonly url: string;
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(env: NodeJS.ProcessEnv, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#env = { ...env, PORT: String(port), PUBLIC_URL: this.url };
  }

  /** Starts one for the running test; after it, the process is gone. */
  static async start(databaseUrl: string, settings: Record<string, string> = {}): Promise<Server> {
    const own = { HOST: '127.0.0.1', NODE_OPTIONS, LOG_LEVEL: 'warn', ...WITHOUT_LIMITS };
    const env = {
      ...process.env,
      ...own,
      DATABASE_URL: databaseUrl,
      DATA_DIR: inject('dataDir'),
      ...settings,
    };
    const server = new Server(env, await freePort());
    afterThisTest(() => server.kill());
    await server.start();
    return server;
  }

  /** Resolves when it serves. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#output = '';
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString('utf8')).slice(-OUTPUT_KEPT_CHARACTERS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    noteProcess(inject('runFolder'), child.pid ?? 0);
    await once(child, 'spawn');
    const announced = () => !this.isRunning || this.#output.includes('Stop:  Ctrl-C');
    await until('the server serves', announced, { timeoutMs: START_TIMEOUT_MS });
    if (!this.isRunning) throw new Error(`The server ended while starting:\n${this.#output}`);
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The end of what it wrote to its terminal. */
  get output(): string {
    return this.#output;
  }

  /** Makes all its processes collect their garbage. */
  collectGarbage(): void {
    for (const pid of [this.pid, ...this.workers]) signal(pid, 'SIGWINCH');
  }

  /** The resident memory of all its processes together. */
  get residentMb(): number {
    return [this.pid, ...this.workers].reduce((sum, pid) => sum + residentMb(pid), 0);
  }

  /** The processes that answer where there are several (WEB_CONCURRENCY). */
  get workers(): number[] {
    return this.isRunning ? descendantsOf(this.pid) : [];
  }

  /** SIGKILL: nothing of it runs on. */
  async kill(): Promise<void> {
    const { workers } = this;
    await this.#endWith('SIGKILL');
    for (const pid of workers) signal(pid, 'SIGKILL');
    await untilGone(workers);
  }

  /** SIGKILL to the one that was started, and to nobody else. */
  async killPrimary(): Promise<void> {
    await this.#endWith('SIGKILL');
  }

  /** Asks for a rolling restart; resolves when all workers are new and no old one is left. */
  async replaceWorkers(): Promise<void> {
    const before = this.workers;
    signal(this.pid, 'SIGUSR2');
    const areReplaced = () =>
      this.workers.length === before.length && !this.workers.some((pid) => before.includes(pid));
    await until('all workers are replaced', areReplaced, { timeoutMs: START_TIMEOUT_MS });
  }

  /** SIGTERM; resolves with its exit code when it has finished what it was doing. */
  async stop(): Promise<number | null> {
    await this.#endWith('SIGTERM');
    return this.#child?.exitCode ?? null;
  }

  async #endWith(name: NodeJS.Signals): Promise<void> {
    if (!this.isRunning || !this.#child) return;
    const exited = once(this.#child, 'exit');
    signal(this.pid, name);
    await exited;
  }
}
