import 'server-only';
import { db, type Transaction } from './prisma';

/** The database's clock, which all processes share; every stored instant is compared with it. */
export async function databaseNow(tx: Pick<Transaction, '$queryRaw'> = db()): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`;
  return row?.now ?? new Date();
}
