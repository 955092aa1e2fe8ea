import 'server-only';
import { db, type Transaction } from './prisma';

/** The database's clock: the one that all processes share, and that every stored instant is compared with. */
export async function databaseNow(tx: Pick<Transaction, '$queryRaw'> = db()): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`;
  return row?.now ?? new Date();
}
