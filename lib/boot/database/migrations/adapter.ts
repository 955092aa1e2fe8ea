import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { withDatabase } from '../url';

/**
 * Prisma's adapter with two changes. Prisma's own splits scripts at every semicolon and runs the pieces one by one,
 * where a script sent whole is one transaction; and given a URL, it takes the real database for its shadow database.
 *
 * The engine never ends its connection, whose session holds the engine's own lock: `close` does.
 */
export function migrationAdapter(databaseUrl: string) {
  const opened: Awaited<ReturnType<typeof connect>>[] = [];
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    async connect() {
      const adapter = await connect(databaseUrl);
      opened.push(adapter);
      return adapter;
    },
    async connectToShadowDb() {
      const name = `postern_shadow_${process.pid}_${Date.now()}`;
      await runOnce(databaseUrl, `CREATE DATABASE ${name}`);
      return connect(withDatabase(databaseUrl, name), () => runOnce(databaseUrl, `DROP DATABASE ${name}`));
    },
  });
  return { factory, close: () => Promise.all(opened.map((adapter) => adapter.dispose())) };
}

const CHAR_OID = 18;

/** Declares the catalogue's columns of the one-byte type "char", which the adapter refuses, as text. */
function catalogPool(connectionString: string) {
  const pool = new pg.Pool({ connectionString, max: 2 });
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

async function connect(url: string, afterwards?: () => Promise<void>) {
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
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
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
