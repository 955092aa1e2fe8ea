import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { encodeArray, encodeValue } from '@/lib/db/encode-array';
import type { Outcome, Write } from '@/lib/held-rows/side-lane';
import type { News } from '@/lib/live/announcer';
import { log } from '@/lib/log';
import { ensurePartitions } from '@/lib/storage/ensure-partitions';
import { type Acceptance, type AcceptStatement, NEED, needsOf } from './acceptance';
import {
  CONFLICTS,
  DATA_ERROR,
  isKeyTaken,
  isWithoutPartition,
  isWritten,
  LOCK_NOT_AVAILABLE,
  sqlState,
  unavailable,
} from './failures';
import { OutcomeUnknown, runAcceptStatement } from './pool';
import { readVerdicts } from './read-verdicts';
import { encodeGrouped, groupPosts, verdictsOfBundles } from './statements/group-posts';
import type { BundleStatement } from './statements/plain-many';
import type { PlainPosts, PlainStatements } from './statements/plain-posts';
import { newsOf, type Verdict, verdictOf } from './verdict';

const CONFLICT_ATTEMPTS = 5;

export type Database = {
  connections: Pool;
  statementFor(needs: number): AcceptStatement;
  /** Tried first for calls that they may accept; not before `plainAgainAtMs`, by `performance.now()`. */
  plain: PlainPosts | null;
  plainAgainAtMs: number;
  tell(news: News[]): void;
};

/**
 * A batch that fails because of its data is written in halves, so that a poisonous call fails alone. One whose outcome is not
 * known is written again: the ids of its calls are in the primary key of the history, so nothing that has a row there takes place
 * twice. Of calls without one, refused beyond the hourly quota, the refusals may be counted twice. Where a lock is held, `whenHeld`
 * says how to go on.
 */
export async function writeBatch(
  database: Database,
  calls: Acceptance[],
  whenHeld: Write,
): Promise<Outcome[]> {
  let inDoubtSinceMs: number | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeOnce(database, calls);
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error('batch not written', { cause });
      const state = sqlState(error);
      if (error instanceof OutcomeUnknown) inDoubtSinceMs ??= performance.now();
      if (state === LOCK_NOT_AVAILABLE && inDoubtSinceMs === undefined) return await whenHeld(calls);
      if (CONFLICTS.has(state) && attempt < CONFLICT_ATTEMPTS) continue;
      if (attempt === 1 && isWithoutPartition(error, state)) {
        // Made ahead for weeks; missing only where nothing made them for so long.
        await ensurePartitions(database.connections).catch(() => {});
        continue;
      }
      if (inDoubtSinceMs !== undefined && isWritten(error, state)) {
        return await readWritten(database, calls).catch(() => calls.map(() => outcomeUnknown(error)));
      }
      if (!DATA_ERROR.test(state)) {
        if (inDoubtSinceMs !== undefined && performance.now() - inDoubtSinceMs < DOUBT_MS) {
          await pause(DOUBT_PAUSE_MS);
          continue;
        }
        const inDoubt = inDoubtSinceMs !== undefined;
        log().error({ state, reason: error.message, calls: calls.length, inDoubt }, 'calls not accepted');
        return calls.map(() => (inDoubt ? outcomeUnknown(error) : unavailable()));
      }
      if (calls.length === 1) return [error];
      const half = Math.ceil(calls.length / 2);
      return [
        ...(await writeBatch(database, calls.slice(0, half), whenHeld)),
        ...(await writeBatch(database, calls.slice(half), whenHeld)),
      ];
    }
  }
}

async function readWritten({ connections, tell }: Database, calls: Acceptance[]): Promise<Verdict[]> {
  const { verdicts, news } = await readVerdicts(connections, calls);
  tell(news);
  return verdicts;
}

const outcomeUnknown = (cause: Error) => new OutcomeUnknown(cause.message, { cause });

/** How long a batch in doubt is tried again; its callers wait meanwhile. */
const DOUBT_MS = 5_000;
const DOUBT_PAUSE_MS = 100;

/**
 * A rejected plain batch costs a second statement, and more will be rejected (a token switched off, a limit used up), so for
 * so long nothing is tried as plain.
 */
const NOT_PLAIN_MS = 100;

async function writeOnce(database: Database, calls: Acceptance[]): Promise<Verdict[]> {
  const plain = performance.now() >= database.plainAgainAtMs ? database.plain?.(calls) : undefined;
  if (plain) {
    const verdicts = await writePlain(database, plain, calls);
    if (verdicts.length > 0) return verdicts;
    // A key that is taken tells nothing about other calls.
    if (calls.every(({ keyHash }) => keyHash === null))
      database.plainAgainAtMs = performance.now() + NOT_PLAIN_MS;
  }
  let needs = calls.length === 1 ? 0 : NEED.many;
  for (const call of calls) needs |= needsOf(call);
  return run(database, database.statementFor(needs), calls);
}

/** None when one of the calls is not to be accepted as it is, or was accepted before: nothing is stored then. */
async function writePlain(
  database: Database,
  plain: PlainStatements,
  calls: Acceptance[],
): Promise<Verdict[]> {
  try {
    return calls.length === 1
      ? await run(database, plain.one, calls)
      : await runGrouped(database, plain.many, calls);
  } catch (error) {
    if (error instanceof Error && isKeyTaken(error)) return [];
    throw error;
  }
}

async function runGrouped(
  { connections, tell }: Database,
  { name, text }: BundleStatement,
  calls: Acceptance[],
) {
  const grouped = groupPosts(calls);
  const rows = await runAcceptStatement(connections, { name, text, values: encodeGrouped(grouped) });
  tell(newsOf(rows));
  return verdictsOfBundles(rows, grouped);
}

async function run(
  { connections, tell }: Database,
  { name, text, columns }: AcceptStatement,
  calls: Acceptance[],
): Promise<Verdict[]> {
  const nowMs = performance.now();
  const [first] = calls as [Acceptance, ...Acceptance[]];
  const parameter = ({ type, value }: AcceptStatement['columns'][number]) =>
    calls.length === 1
      ? encodeValue(type, value(first, nowMs))
      : encodeArray(
          type,
          calls.map((call) => value(call, nowMs)),
        );
  const rows = await runAcceptStatement(connections, { name, text, values: columns.map(parameter) });
  tell(newsOf(rows));
  const verdicts: Verdict[] = new Array(rows.length);
  for (const row of rows) {
    const [n, verdict] = verdictOf(row);
    verdicts[n - 1] = verdict;
  }
  return verdicts;
}
