import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { encodeArray, encodeValue } from '@/lib/db/encode-array';
import { AppError } from '@/lib/errors';
import { type Outcome, SideLane, StillHeld, type Write } from '@/lib/held-rows/side-lane';
import { announce } from '@/lib/live/announce';
import type { News } from '@/lib/live/announcer';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';
import { ensurePartitions } from '@/lib/storage/ensure-partitions';
import { rateProfile } from '../limits/limits';
import type { RateProfile } from '../limits/profile';
import { UnknownTokens } from '../limits/unknown-tokens';
import { type Acceptance, type AcceptStatement, NEED, needsOf, sizeOf } from './acceptance';
import {
  CONFLICTS,
  DATA_ERROR,
  isKeyTaken,
  isWithoutPartition,
  isWritten,
  LOCK_NOT_AVAILABLE,
  sqlState,
} from './failures';
import { acceptPool, BATCHES_IN_FLIGHT, OutcomeUnknown, runAcceptStatement, sidePool } from './pool';
import type { TextRow } from './query';
import { BatchWriter } from './queue';
import { readVerdicts } from './read-verdicts';
import { encodeGrouped, groupPosts, verdictsOfStreams } from './statements/group-posts';
import { KnownStatements } from './statements/known-statements';
import {
  type PlainPosts,
  type PlainStatements,
  plainStatements,
  type StreamStatement,
} from './statements/plain-posts';
import { acceptStatement } from './statements/whole';
import { newsOf, newsOfPlain, type Verdict, verdictOf, verdictOfPlain } from './verdict';

const LIMITS = {
  batchesInFlight: BATCHES_IN_FLIGHT,
  batchItems: 256,
  batchBytes: 8 * 1024 * 1024,
  queueItems: 4_096,
  queueBytes: 64 * 1024 * 1024,
};
const RETRY_AFTER_S = 1;
const CONFLICT_ATTEMPTS = 5;

/**
 * Authenticates, stores, records and counts one call, together with whatever else arrives meanwhile.
 * Resolves after the commit, also with a refusal (which is then in the history).
 * @throws {AppError} `temporarily_unavailable` when the queue is full or the database away: nothing is stored.
 * @throws {OutcomeUnknown} when the database fell silent in between and stayed so: it may be stored or not.
 */
export function accept(call: Acceptance): Promise<Verdict> {
  return unknownTokens().admit(call.tokenHash, () => writer().add(call, sizeOf(call)), ADMISSION);
}

/** Of the process: for whoever asks the database about a token that may be made up. */
export const unknownTokens = () => singleton('unknown-tokens', () => new UnknownTokens());
const ADMISSION = {
  isConfirmed: ({ code }: Verdict) => code !== 'authtoken_invalid',
  whenFull: unavailable,
};

/** Resolves when every call taken so far is answered; for shutdown. */
export function acceptsDrained(): Promise<void> {
  return writer().drained();
}

type WriterOptions = { aside?: Pool; longestWaitMs?: number; mostStatements?: number };
type Writer = Pick<BatchWriter<Acceptance, Verdict>, 'add' | 'drained'>;

function writer(): Writer {
  return singleton('accept-writer', () => acceptWriter(acceptPool()));
}

/**
 * A writer of its own queue on the given connections; a process has one, tests play several processes. What a batch made new is
 * announced after its commit.
 */
export function acceptWriter(
  connections: Pool,
  profile: RateProfile = rateProfile(),
  tell: (news: News[]) => void = announce,
  { aside = sidePool(), longestWaitMs, mostStatements }: WriterOptions = {},
): Writer {
  const statements = new KnownStatements((needs) => acceptStatement(needs, profile), mostStatements);
  const statementFor = (needs: number) => statements.for(needs | (profile.countsCards ? NEED.card : 0));
  const shared = { statementFor, plain: plainStatements(profile), tell };
  const database = { ...shared, connections, plainAgainAtMs: 0 };
  const databaseAside = { ...shared, connections: aside, plainAgainAtMs: 0 };
  const stillHeld: Write = async (calls) => calls.map(() => new StillHeld());
  const writeAside: Write = (calls) => writeBatch(databaseAside, calls, stillHeld);
  const lane = new SideLane(aside, writeAside, unavailable, longestWaitMs);
  const again: Write = (calls) => writeBatch(databaseAside, calls, async (held) => lane.waitAll(held));
  const stepAside: Write = (calls) => lane.stepAside(connections, calls, again);
  const write: Write = (calls) => writeBatch(database, calls, stepAside);
  const queue = new BatchWriter((calls: Acceptance[]) => lane.writeOthers(calls, write), LIMITS, unavailable);
  return {
    add: (call, bytes) => queue.add(call, bytes),
    drained: async () => {
      await queue.drained();
      await lane.drained();
    },
  };
}

type Database = {
  connections: Pool;
  statementFor(needs: number): AcceptStatement;
  /** Tried first for calls that they may accept; not before `plainAgainAtMs`, by `performance.now()`. */
  plain: PlainPosts | null;
  plainAgainAtMs: number;
  tell(news: News[]): void;
};

/** Nothing was stored; the caller may send the same again. */
export function unavailable(): AppError {
  const message = 'Postern cannot take this call now; send it again shortly.';
  return new AppError('temporarily_unavailable', message, { retryAfterS: RETRY_AFTER_S });
}

/**
 * A batch that fails because of its data is written in halves, so that a poisonous call fails alone. One whose outcome is not
 * known is written again: the ids of its calls are in the primary key, so it cannot take place twice. Where a lock is held,
 * `whenHeld` says how to go on.
 */
async function writeBatch(database: Database, calls: Acceptance[], whenHeld: Write): Promise<Outcome[]> {
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
  const rows = await run(database, database.statementFor(needs), calls);
  database.tell(newsOf(rows));
  return inOrder(rows, verdictOf);
}

/** None when one of the calls is not to be accepted as it is, or was accepted before: nothing is stored then. */
async function writePlain(
  database: Database,
  plain: PlainStatements,
  calls: Acceptance[],
): Promise<Verdict[]> {
  try {
    if (calls.length > 1) return await runGrouped(database, plain.many, calls);
    const rows = await run(database, plain.one, calls);
    database.tell(newsOfPlain(rows));
    return inOrder(rows, verdictOfPlain);
  } catch (error) {
    if (error instanceof Error && isKeyTaken(error)) return [];
    throw error;
  }
}

async function runGrouped(
  { connections, tell }: Database,
  { name, text }: StreamStatement,
  calls: Acceptance[],
) {
  const grouped = groupPosts(calls);
  const rows = await runAcceptStatement(connections, { name, text, values: encodeGrouped(grouped) });
  tell(newsOfPlain(rows));
  return verdictsOfStreams(rows, grouped);
}

function inOrder(rows: readonly TextRow[], read: (row: TextRow) => [n: number, Verdict]): Verdict[] {
  const verdicts: Verdict[] = new Array(rows.length);
  for (const row of rows) {
    const [n, verdict] = read(row);
    verdicts[n - 1] = verdict;
  }
  return verdicts;
}

function run(database: Database, statement: AcceptStatement, calls: Acceptance[]): Promise<TextRow[]> {
  const { name, text, columns } = statement;
  const nowMs = performance.now();
  const [first] = calls as [Acceptance, ...Acceptance[]];
  const parameter = ({ type, value }: AcceptStatement['columns'][number]) =>
    calls.length === 1
      ? encodeValue(type, value(first, nowMs))
      : encodeArray(
          type,
          calls.map((call) => value(call, nowMs)),
        );
  return runAcceptStatement(database.connections, { name, text, values: columns.map(parameter) });
}
