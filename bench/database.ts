import pg from 'pg';
import { parentOf } from './machine/cpu';

/** The benchmark's own connections: for looking at what was stored, and for equal starting conditions. */
export class Database {
  readonly url: string;
  readonly connections: pg.Pool;
  #postmasterPid: number | undefined;

  constructor(url: string) {
    this.url = url;
    this.connections = new pg.Pool({ connectionString: url, max: 2 });
    this.connections.on('error', () => {});
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.connections.query<Row>(sql, values)).rows;
  }

  /** Empties histories and messages and flushes all writes, so that one figure does not burden the next. */
  async startAfresh(): Promise<void> {
    await this.query('TRUNCATE invocation, message');
    await this.settle();
  }

  /** Resolves when everything written so far is in its files. */
  async settle(): Promise<void> {
    await this.query('CHECKPOINT');
  }

  /** Makes a copy of this database on the same server. Nobody else may be connected to this one. */
  async copy(name: string): Promise<Database> {
    const { pathname } = new URL(this.url);
    const at = (other: string) => Object.assign(new URL(this.url), { pathname: other }).href;
    const administrator = new Database(at('/postgres'));
    try {
      // This ends our own idle connections; their pools open new ones.
      const source = pathname.slice(1);
      const terminate = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1';
      await administrator.query(terminate, [source]);
      await administrator.query(`CREATE DATABASE "${name}" TEMPLATE "${source}"`);
    } finally {
      await administrator.close();
    }
    return new Database(at(`/${name}`));
  }

  /** Whether anybody else is in a transaction. */
  async isBusy(): Promise<boolean> {
    const rows = await this.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
         AND state <> 'idle' AND pid <> pg_backend_pid()`,
    );
    return rows.length > 0;
  }

  async sizeGb(): Promise<number> {
    const [row] = await this.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes');
    return Number(row?.bytes) / 2 ** 30;
  }

  /** The pid of the server's first process, whose children do the work; 0 where the system does not tell. */
  async postmasterPid(): Promise<number> {
    const [row] = await this.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    this.#postmasterPid ??= parentOf(row?.pid ?? 0);
    return this.#postmasterPid;
  }

  close(): Promise<void> {
    return this.connections.end();
  }

  /** For PostgreSQL's own programs. */
  get clientEnvironment(): Record<string, string> {
    const { hostname, port, username, password, pathname } = new URL(this.url);
    return {
      PGHOST: hostname,
      PGPORT: port,
      PGUSER: decodeURIComponent(username),
      PGPASSWORD: decodeURIComponent(password),
      PGDATABASE: pathname.slice(1),
    };
  }
}
