import { db } from '@/lib/db/prisma';

/** The number of a transaction that begins now. Rows written from here on have this number or a later one. */
export async function transactionNow(): Promise<bigint> {
  const [row] = await db().$queryRaw<{ now: bigint }[]>`select pg_current_xact_id()::text::bigint as now`;
  return row!.now;
}

/**
 * The rows of a table that were written or changed since, each as Postgres prints it (bytes in hexadecimal). Other
 * tests fill the same tables with megabytes: what stood there before a secret was made cannot hold it.
 */
export async function rowsSince(table: string, since: bigint): Promise<string[]> {
  const rows = await db().$queryRawUnsafe<{ row: string }[]>(
    `select t::text as row from "${table}" t where t.xmin::text::bigint >= $1`,
    since,
  );
  return rows.map(({ row }) => row);
}
