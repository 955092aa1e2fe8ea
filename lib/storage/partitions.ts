import 'server-only';

/** The tables that grow without end. Each is cut into weeks, Monday to Monday, UTC. */
export const partitionedTables = ['invocation', 'message'] as const;

export type PartitionedTable = (typeof partitionedTables)[number];

const DAY_MS = 24 * 60 * 60 * 1000;
export const WEEK_MS = 7 * DAY_MS;
/** 1970 began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** When the week of a time began, in milliseconds since 1970. */
export function weekOf(atMs: number): number {
  return atMs - ((((atMs - FIRST_MONDAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS);
}

/** The partition of a week: `invocation_20261123`. */
export function partitionName(table: PartitionedTable, weekMs: number): string {
  return `${table}_${new Date(weekMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

/** When the week of a partition began, from its name; NaN for any other name. */
export function weekOfPartition(name: string): number {
  const [, year, month, day] = /_(\d{4})(\d{2})(\d{2})$/.exec(name) ?? [];
  return Date.parse(`${year}-${month}-${day}`);
}

/**
 * The lower bound of a partition in SQL: invocations are divided by their UUIDv7, whose first 48 bits are the time.
 */
export function boundOf(table: PartitionedTable, weekMs: number): string {
  if (table === 'message') return new Date(weekMs).toISOString();
  const hex = weekMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

const MADE = 'made ';

/** The comment that records when a partition was made. */
export function madeComment(atMs: number): string {
  return `${MADE}${new Date(atMs).toISOString()}`;
}

/** When a partition was made, by its comment; 0 without one. */
export function madeAtOf(comment: string | null): number {
  return (comment?.startsWith(MADE) && Date.parse(comment.slice(MADE.length))) || 0;
}
