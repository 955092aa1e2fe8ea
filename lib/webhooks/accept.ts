import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { encodeArray, encodeValue } from '@/lib/db/encode-array';
import { AppError, type ErrorCode } from '@/lib/errors';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';
import { ensurePartitions } from '@/lib/storage/ensure-partitions';
import { type Acceptance, NEED, needsOf } from './accept-columns';
import { acceptPool, BATCHES_IN_FLIGHT, OutcomeUnknown, runAcceptStatement } from './accept-pool';
import { type AcceptStatement, acceptStatement } from './accept-sql';
import { BatchWriter } from './batch-writer';
import { rateProfile } from './rate-limits';
import type { RateProfile } from './rate-profile';
import { readVerdicts } from './read-verdicts';
import { Strangers } from './strangers';

export type Verdict = {
  /** Null: accepted, and committed. `replayed`: an idempotency key that was accepted before, by the call `why`. */
  code: ErrorCode | 'replayed' | null;
  /** For the owner; the caller gets plain words by code. */
  why: string | null;
  userId: string;
  feedId: number;
  botId: string | null;
  sentAtMs: number;
  /** Number of the first stored message; null when there is none. */
  seq: number | null;
  /** Recipient (null: every member) and number of each stored message; null: one, for every member. */
  messages: readonly (readonly [recipientId: string | null, seq: number])[] | null;
  /** Whom a message to everybody reaches. */
  members: readonly string[] | null;
  /** What a handler had added to the first answer, as JSON text; null except for a replay. */
  extra: string | null;
  /** For `rateProfile().describe`; empty for an unknown token. */
  limits: readonly number[];
};

/** A row of the statement, in the order of its columns. */
type Row = [
  n: string,
  code: ErrorCode | 'replayed' | null,
  why: string | null,
  feedId: number,
  seq: string | null,
  botId: string | null,
  userId: string,
  messages: [string | null, number][] | null,
  members: string[] | null,
  sentAtMs: string,
  notified: string | null,
  ...limits: (string | null)[],
];

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
  const size = (call.body?.length ?? 0) + (call.content?.length ?? 0) + call.request.length;
  return strangers().admit(call.tokenHash, () => writer().add(call, size + 1_024), ADMISSION);
}

const strangers = () => singleton('strangers', () => new Strangers());
const ADMISSION = {
  isConfirmed: ({ code }: Verdict) => code !== 'authtoken_invalid',
  whenFull: unavailable,
};

/** Resolves when every call taken so far is answered; for shutdown. */
export function acceptsDrained(): Promise<void> {
  return writer().drained();
}

function writer(): BatchWriter<Acceptance, Verdict> {
  return singleton('accept-writer', () => acceptWriter(acceptPool()));
}

/** A writer of its own queue on the given connections; a process has one, tests play several processes. */
export function acceptWriter(
  connections: Pool,
  profile: RateProfile = rateProfile(),
): BatchWriter<Acceptance, Verdict> {
  const statements = new Map<number, AcceptStatement>();
  const statementFor = (batchNeeds: number) => {
    const needs = batchNeeds | (profile.countsCards ? NEED.card : 0);
    const statement = statements.get(needs) ?? acceptStatement(needs, profile);
    statements.set(needs, statement);
    return statement;
  };
  return new BatchWriter((calls) => writeBatch({ connections, statementFor }, calls), LIMITS, unavailable);
}

type Database = { connections: Pool; statementFor(needs: number): AcceptStatement };

/** Nothing was stored; the caller may send the same again. */
export function unavailable(): AppError {
  return new AppError(
    'temporarily_unavailable',
    'Postern cannot take this call now; send it again shortly.',
    {
      retryAfterS: RETRY_AFTER_S,
    },
  );
}

/**
 * A batch that fails because of its data is written in halves, so that a poisonous call fails alone. One whose outcome is not
 * known is written again: the ids of its calls are in the primary key, so it cannot take place twice.
 */
async function writeBatch(database: Database, calls: Acceptance[]): Promise<(Verdict | Error)[]> {
  let inDoubtSinceMs: number | undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeOnce(database, calls);
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error('batch not written', { cause });
      const state = sqlState(error);
      if (error instanceof OutcomeUnknown) inDoubtSinceMs ??= performance.now();
      if (CONFLICTS.has(state) && attempt < CONFLICT_ATTEMPTS) continue;
      if (attempt === 1 && isWithoutPartition(error, state)) {
        // Made ahead for weeks; missing only where nothing made them for so long.
        await ensurePartitions(database.connections).catch(() => {});
        continue;
      }
      if (inDoubtSinceMs !== undefined && isWritten(error, state)) {
        return readVerdicts(database.connections, calls).catch(() => calls.map(() => outcomeUnknown(error)));
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
        ...(await writeBatch(database, calls.slice(0, half))),
        ...(await writeBatch(database, calls.slice(half))),
      ];
    }
  }
}

const outcomeUnknown = (cause: Error) => new OutcomeUnknown(cause.message, { cause });

/** How long a batch in doubt is tried again; its callers wait meanwhile. */
const DOUBT_MS = 5_000;
const DOUBT_PAUSE_MS = 100;
/** The history has these calls already. */
function isWritten(error: Error, state: string): boolean {
  return state === '23505' && 'table' in error && String(error.table).startsWith('invocation');
}

/** Deadlock and serialisation failure: the same batch may succeed a moment later. */
const CONFLICTS = new Set(['40P01', '40001']);
/** Data exception, constraint, program limit, or a mistake in the statement: the database itself is well. */
const DATA_ERROR = /^(?:22|23|54|42)/;

function isWithoutPartition(error: Error, state: string): boolean {
  return state === '23514' && error.message.startsWith('no partition of relation');
}

function sqlState(error: object): string {
  return 'code' in error ? String(error.code) : '';
}

async function writeOnce({ connections, statementFor }: Database, calls: Acceptance[]): Promise<Verdict[]> {
  let needs = calls.length > 1 ? NEED.many : 0;
  for (const call of calls) needs |= needsOf(call);
  const statement = statementFor(needs);
  const nowMs = performance.now();
  const rows = await runAcceptStatement<Row>(connections, {
    name: statement.name,
    text: statement.text,
    values: statement.columns.map(({ type, value }) =>
      needs & NEED.many
        ? encodeArray(
            type,
            calls.map((call) => value(call, nowMs)),
          )
        : encodeValue(type, value(calls[0] as Acceptance, nowMs)),
    ),
    rowMode: 'array',
  });
  const verdicts: Verdict[] = new Array(calls.length);
  for (const row of rows) verdicts[Number(row[0]) - 1] = verdictOf(row);
  return verdicts;
}

function verdictOf(row: Row): Verdict {
  const [, code, why, feedId, seq, botId, userId, messages, members, sentAtMs, , ...limits] = row;
  return {
    code,
    why,
    userId,
    feedId,
    botId,
    sentAtMs: Number(sentAtMs),
    seq: seq === null ? null : Number(seq),
    messages,
    members,
    extra: null,
    limits: code === 'authtoken_invalid' ? [] : limits.map(Number),
  };
}

/** Each user who got a message of this call, with its number. */
export function receivedBy({ messages, members, seq }: Verdict): (readonly [userId: string, seq: number])[] {
  const sent = messages ?? (seq === null ? [] : [[null, seq] as const]);
  return sent.flatMap(([recipientId, number]) =>
    (recipientId === null ? (members ?? []) : [recipientId]).map((userId) => [userId, number] as const),
  );
}
