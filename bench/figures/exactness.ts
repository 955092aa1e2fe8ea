import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database';
import type { LoadResult } from '../load/types';

/** What was answered against what is stored. */
export type Exactness = {
  accepted: number;
  /** Answered with success, and not stored. */
  lost: number;
  /** Stored beyond the calls that were answered or under way when the load ended. */
  surplus: number;
  /** Counters, histories and messages say the same. */
  consistent: boolean;
};

/** What the callers know. */
type Told = Pick<LoadResult, 'answered' | 'refused'>;

const REREAD_MS = 50;
const QUIET_READS = 3;
/** A call that is not stored by then counts as lost. */
const SETTLED_WITHIN_MS = 30_000;

/** Notes the counters now; the function it returns compares what was stored since with what the callers were told. */
export async function watchExactness(
  database: Database,
  tokenIds: readonly string[],
): Promise<(result: Told, connections: number) => Promise<Exactness>> {
  const since = new Date();
  const before = await counted(database, tokenIds);
  const slotsBefore = await inSlots(database, tokenIds);
  return async (result, connections) => {
    const accepted = (await settled(database, tokenIds)) - before;
    const slots = (await inSlots(database, tokenIds)) - slotsBefore;
    const { invocations, messages } = await rowsSince(database, tokenIds, since);
    const told = result.answered - result.refused;
    return {
      accepted,
      lost: Math.max(0, told - accepted),
      surplus: Math.max(0, accepted - told - connections),
      // The programs compared with Postern count no half hours.
      consistent: invocations === accepted && messages === accepted && (slots === accepted || slots === 0),
    };
  };
}

/** Waits until the calls under way at the end of the load are written: until no count changes and nobody is in a transaction. */
async function settled(database: Database, tokenIds: readonly string[]): Promise<number> {
  const deadlineMs = performance.now() + SETTLED_WITHIN_MS;
  let last = await counted(database, tokenIds);
  for (let quiet = 0; quiet < QUIET_READS && performance.now() < deadlineMs; ) {
    await pause(REREAD_MS);
    const busy = await database.isBusy();
    const now = await counted(database, tokenIds);
    quiet = busy || now !== last ? 0 : quiet + 1;
    last = now;
  }
  return last;
}

/** The tokens' own counters. */
async function counted(database: Database, tokenIds: readonly string[]): Promise<number> {
  const [row] = await database.query<{ counted: string }>(
    'SELECT sum(invocations) AS counted FROM webhook_token WHERE id = ANY($1::uuid[])',
    [tokenIds],
  );
  return Number(row?.counted ?? 0);
}

/** The calls as charts count them. */
async function inSlots(database: Database, tokenIds: readonly string[]): Promise<number> {
  const [row] = await database.query<{ accepted: string | null }>(
    'SELECT sum(accepted) AS accepted FROM usage_slot WHERE token_id = ANY($1::uuid[])',
    [tokenIds],
  );
  return Number(row?.accepted ?? 0);
}

/** The rows in the tables; every call of the benchmark makes one message. */
async function rowsSince(database: Database, tokenIds: readonly string[], since: Date) {
  const [row] = await database.query<{ invocations: number; messages: number }>(
    `SELECT
       (SELECT count(*)::int FROM invocation
        WHERE token_id = ANY($1::uuid[]) AND id >= $2::uuid AND outcome = 'accepted') AS invocations,
       (SELECT count(*)::int FROM message WHERE token_id = ANY($1::uuid[]) AND sent_at >= $3) AS messages`,
    [tokenIds, firstIdAt(since), since],
  );
  return row ?? { invocations: 0, messages: 0 };
}

/** The smallest UUIDv7 of that millisecond. */
function firstIdAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
