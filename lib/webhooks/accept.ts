import 'server-only';
import type { Pool } from 'pg';
import { AppError, type ErrorCode, statusOf } from '@/lib/errors';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';
import { acceptPool, BATCHES_IN_FLIGHT, runAcceptStatement } from './accept-pool';
import { ACCEPT_SQL, columns } from './accept-sql';
import { BatchWriter } from './batch-writer';
import { ownerReasons } from './owner-reasons';

/** Who gets the message: see `receiver` in the statement. */
type Receivers = 'none' | 'feed' | 'broadcast' | 'owner' | 'developer' | 'listed' | 'chosen' | 'narrowed';

/** One call on its way into the database; the fields are the statement's columns. Nothing in it is secret. */
export type Acceptance = {
  tokenHash: Buffer;
  invocationId: string;
  receivedAt: Date;
  /** Since the call came in, up to here; the statement adds its own. */
  startedAtMs: number;
  requestId: string;
  method: string;
  path: string;
  query: string;
  endpoint: string;
  target: string;
  sourceAddress: string;
  userAgent: string;
  requestHeaders: string;
  bodySize: number;
  /** Null when `content` has the same bytes: then the history reads it from the message. */
  body: Uint8Array | null;
  /** The message as JSON text; null when the call makes none. */
  content: string | null;
  successStatus: 200 | 204;
  orgId: string | null;
  channelName: string | null;
  channelId: string | null;
  botName: string | null;
  /** Decimal; "-1" when the id in the URL cannot be one. */
  appNumber: string | null;
  appSandbox: boolean;
  appKeyHash: Buffer | null;
  senderBot: string | null;
  /** A refusal that stands before the token's state (path, method, size). */
  earlyCode: ErrorCode | null;
  /** A refusal that counts only once target and permission are right (body, handler). */
  bodyCode: ErrorCode | null;
  /** For the owner's history, with `earlyCode` or `bodyCode`. */
  reason: string | null;
  receivers: Receivers;
  /** Ids and e-mail addresses, for `listed` (by the caller), `chosen` (by the handler) and `narrowed`. */
  listed: readonly string[];
  /** Where the handler wants its message posted instead. */
  handlerChannel: string | null;
};

export type Verdict = {
  /** Null: accepted, and committed. */
  code: ErrorCode | null;
  /** For the owner; the caller gets plain words by code. */
  why: string | null;
  userId: string;
  feedId: number;
  botId: string | null;
  sentAtMs: number;
  /** Recipient (null: every member) and number of each stored message. */
  messages: readonly (readonly [recipientId: string | null, seq: number])[];
  /** Whom a message to everybody reaches. */
  members: readonly string[] | null;
};

type Row = {
  code: ErrorCode | null;
  why: string | null;
  user_id: string;
  feed_id: number;
  bot_id: string | null;
  sent_ms: string;
  messages: [string | null, number][] | null;
  members: string[] | null;
};

const LIMITS = {
  batchesInFlight: BATCHES_IN_FLIGHT,
  batchItems: 256,
  batchBytes: 8 * 1024 * 1024,
  queueItems: 4_096,
  queueBytes: 64 * 1024 * 1024,
};
const RETRY_AFTER_S = 1;
const CONFLICT_ATTEMPTS = 3;

/**
 * Authenticates, stores, records and counts one call, together with whatever else arrives meanwhile.
 * Resolves after the commit, also with a refusal (which is then in the history).
 * @throws {AppError} `temporarily_unavailable` when the queue is full or the database away: nothing is stored.
 */
export function accept(call: Acceptance): Promise<Verdict> {
  const size = call.bodySize + (call.content?.length ?? 0) + call.query.length + call.requestHeaders.length;
  return writer().add(call, size + 1_024);
}

/** Resolves when every call taken so far is answered; for shutdown. */
export function acceptsDrained(): Promise<void> {
  return writer().drained();
}

function writer(): BatchWriter<Acceptance, Verdict> {
  return singleton('accept-writer', () => acceptWriter(acceptPool()));
}

/** A writer of its own queue on the given connections; a process has one, tests play several processes. */
export function acceptWriter(connections: Pool): BatchWriter<Acceptance, Verdict> {
  return new BatchWriter((calls) => writeBatch(connections, calls), LIMITS, unavailable);
}

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

/** A batch that fails because of its data is written in halves, so that a poisonous call fails alone. */
async function writeBatch(connections: Pool, calls: Acceptance[]): Promise<(Verdict | Error)[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeOnce(connections, calls);
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error('batch not written', { cause });
      const state = sqlState(error);
      if (CONFLICTS.has(state) && attempt < CONFLICT_ATTEMPTS) continue;
      if (!DATA_ERROR.test(state)) {
        log().error({ state, reason: error.message, calls: calls.length }, 'calls not accepted');
        return calls.map(unavailable);
      }
      if (calls.length === 1) return [error];
      const half = Math.ceil(calls.length / 2);
      return [
        ...(await writeBatch(connections, calls.slice(0, half))),
        ...(await writeBatch(connections, calls.slice(half))),
      ];
    }
  }
}

/** Deadlock and serialisation failure: the same batch may succeed a moment later. */
const CONFLICTS = new Set(['40P01', '40001']);
/** Data exception, constraint, program limit, or a mistake in the statement: the database itself is well. */
const DATA_ERROR = /^(?:22|23|54|42)/;

function sqlState(error: object): string {
  return 'code' in error ? String(error.code) : '';
}

async function writeOnce(connections: Pool, calls: Acceptance[]): Promise<Verdict[]> {
  const rows = await runAcceptStatement<Row>(connections, {
    name: 'postern_accept',
    text: ACCEPT_SQL,
    values: [...columns.map(([column]) => calls.map(valuesOf[column])), STATUSES, REASONS],
  });
  return rows.map((row) => ({
    code: row.code,
    why: row.why,
    userId: row.user_id,
    feedId: row.feed_id,
    botId: row.bot_id,
    sentAtMs: Number(row.sent_ms),
    messages: row.messages ?? [],
    members: row.members,
  }));
}

const STATUSES = JSON.stringify(statusOf);
const REASONS = JSON.stringify(ownerReasons);

/** Postgres keeps no NUL in text. JSON writes it as an escape, so only what stands outside JSON can hold one. */
const text = (value: string) => value.replaceAll('\0', '');
const optionalText = (value: string | null) => value && text(value);

const valuesOf: { [column in (typeof columns)[number][0]]: (call: Acceptance) => unknown } = {
  token_hash: (call) => call.tokenHash,
  invocation_id: (call) => call.invocationId,
  received_at: (call) => call.receivedAt.toISOString(),
  elapsed_us: (call) => Math.round((performance.now() - call.startedAtMs) * 1_000),
  request_id: (call) => call.requestId,
  method: (call) => call.method,
  path: (call) => text(call.path),
  query: (call) => text(call.query),
  endpoint: (call) => call.endpoint,
  target: (call) => text(call.target),
  source_address: (call) => text(call.sourceAddress),
  user_agent: (call) => text(call.userAgent),
  request_headers: (call) => text(call.requestHeaders),
  body_size: (call) => call.bodySize,
  body: (call) => call.body && Buffer.from(call.body.buffer, call.body.byteOffset, call.body.byteLength),
  content: (call) => optionalText(call.content),
  success_status: (call) => call.successStatus,
  org_id: (call) => optionalText(call.orgId),
  channel_name: (call) => optionalText(call.channelName),
  channel_id: (call) => optionalText(call.channelId),
  bot_name: (call) => optionalText(call.botName),
  app_number: (call) => call.appNumber,
  app_sandbox: (call) => call.appSandbox,
  app_key_hash: (call) => call.appKeyHash,
  sender_bot: (call) => optionalText(call.senderBot),
  early_code: (call) => call.earlyCode,
  body_code: (call) => call.bodyCode,
  reason: (call) => optionalText(call.reason),
  receivers: (call) => call.receivers,
  listed: (call) => text(call.listed.join(',')),
  handler_channel: (call) => optionalText(call.handlerChannel),
};
