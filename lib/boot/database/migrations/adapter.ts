import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { withDatabase } from '../url';

/** Whoever asks for a table after a script that waits for it waits, too. */
const LOCK_TIMEOUT_MS = 2_000;

/**
 * Prisma's adapter with three changes. Prisma's own splits scripts at every semicolon and runs the pieces one by one,
 * where a script sent whole is one transaction; given a URL, it takes the real database for its shadow database; and
 * it notes that a script of a migration is done in another transaction than the script's.
 *
 * The engine never ends its connection, whose session holds the engine's own lock: `close` does. Nor does it pass on
 * what the database said of a script: `failure` does.
 * @param migrations the names of the migrations by their scripts.
 */
export function migrationAdapter(databaseUrl: string, migrations: ReadonlyMap<string, string>) {
  const opened: Awaited<ReturnType<typeof connect>>[] = [];
  let failure: unknown;
  const runMigration: Run = async (script, run) => {
    const name = migrations.get(script);
    if (name === undefined) return run(script);
    try {
      await run(withNote(script));
    } catch (error) {
      if (error instanceof Error) error.message = `Migration ${name}: ${error.message}`;
      failure = error;
      throw error;
    }
  };
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    async connect() {
      const adapter = await connect(databaseUrl, runMigration);
      opened.push(adapter);
      return adapter;
    },
    async connectToShadowDb() {
      const name = `postern_shadow_${process.pid}_${Date.now()}`;
      await runOnce(databaseUrl, `CREATE DATABASE ${name}`);
      const drop = () => runOnce(databaseUrl, `DROP DATABASE ${name}`);
      return connect(withDatabase(databaseUrl, name), (script, run) => run(script), drop);
    },
  });
  const close = () => Promise.all(opened.map((adapter) => adapter.dispose()));
  return { factory, close, failure: () => failure };
}

/** Runs a script of the engine's, as it is or in another form. */
type Run = (script: string, run: (script: string) => Promise<void>) => Promise<void>;

/**
 * A script that notes in its own transaction that it is done. A server goes on with the script of a process that has
 * died, and commits it; so what is not noted as done has left nothing behind.
 */
const withNote = (script: string) => `SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS};
${script}
;UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL`;

const CHAR_OID = 18;

/** Declares the catalogue's columns of the one-byte type "char", which the adapter refuses, as text. */
function catalogPool(connectionString: string) {
  const pool = new pg.Pool({ connectionString, max: 2 });
  // The statement under way says that the connection is lost.
  pool.on('error', () => {});
  /** The positions of the "char" columns of each statement. */
  const charColumns = new Map<string, number[]>();
  // Passes all of pg's dozen overloads through; the adapter uses the one with an object.
  const query = pool.query.bind(pool) as (...all: unknown[]) => Promise<pg.QueryResult>;
  const noting = async (...all: unknown[]) => {
    const result = await query(...all);
    const places: number[] = [];
    for (const [place, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR_OID) continue;
      field.dataTypeID = pg.types.builtins.TEXT;
      places.push(place);
    }
    if (places.length > 0) charColumns.set((all[0] as pg.QueryConfig).text, places);
    return result;
  };
  pool.query = noting as typeof pool.query;
  return { pool, charColumns };
}

async function connect(url: string, runScript: Run, afterwards?: () => Promise<void>) {
  const { pool, charColumns } = catalogPool(url);
  const adapter = await new PrismaPg(pool).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const reply = await queryRaw(query);
    const chars = charColumns.get(query.sql) ?? [];
    const columnTypes = reply.columnTypes.map((type, place) =>
      chars.includes(place) ? ColumnTypeEnum.Character : type,
    );
    return { ...reply, columnTypes };
  };
  adapter.executeScript = (script) =>
    runScript(script, async (whole) => {
      await pool.query(whole);
    });
  adapter.dispose = async () => {
    await pool.end();
    await afterwards?.();
  };
  return adapter;
}

async function runOnce(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
