import 'server-only';
import type { Queryable } from './ensure-partitions';

type Missing = { index: string; partition: string; name: string; definition: string; isBroken: boolean };

/**
 * Partitions without their part of the table's index, and the broken index that an interrupted process may have left
 * there.
 */
const MISSING = `SELECT parent.relname AS index, part.relname AS partition, made.relname IS NOT NULL AS "isBroken",
    left(part.relname || '_' || parent.relname, 63) AS name, pg_get_indexdef(parent.oid) AS definition
  FROM pg_index i
  JOIN pg_class parent ON parent.oid = i.indexrelid AND parent.relkind = 'I'
  JOIN pg_inherits ON inhparent = i.indrelid AND NOT inhdetachpending
  JOIN pg_class part ON part.oid = inhrelid
  LEFT JOIN pg_class made ON made.relname = left(part.relname || '_' || parent.relname, 63) AND made.relnamespace = part.relnamespace
  WHERE NOT i.indisvalid AND parent.relnamespace = current_schema()::regnamespace
    AND NOT EXISTS (
      SELECT FROM pg_inherits own JOIN pg_index j ON j.indexrelid = own.inhrelid
      WHERE own.inhparent = parent.oid AND j.indrelid = part.oid
    )
  ORDER BY part.relname DESC`;

/**
 * Makes the missing parts of a partitioned table's index: a migration declares it for the table alone (`ON ONLY`), so
 * that no call waits while millions of rows are read. Newest weeks come first; with the last part the index becomes
 * valid.
 */
export async function indexPartitions(connection: Queryable): Promise<void> {
  const { rows } = await connection.query<Missing>(MISSING);
  for (const { index, partition, name, definition, isBroken } of rows) {
    if (isBroken) await connection.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    const [, columns] = / USING (.*)$/s.exec(definition) ?? [];
    await connection.query(`CREATE INDEX CONCURRENTLY ${name} ON ${partition} USING ${columns}`);
    await connection.query(`ALTER INDEX ${index} ATTACH PARTITION ${name}`);
  }
}
