import 'server-only';
import type { ErrorCode } from '@/lib/errors';

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

/** A row of the whole statement, in the order of its columns. */
export type VerdictRow = [
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

/** A row of the plain post's statement. */
export type PlainRow = [
  feedId: number,
  seq: string,
  userId: string,
  sentAtMs: string,
  feedNotified: string,
  tokenNotified: string,
  ...limits: string[],
];

export function verdictOf(row: VerdictRow): Verdict {
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

export function verdictOfPlain([feedId, seq, userId, sentAtMs, , , ...limits]: PlainRow): Verdict {
  return {
    code: null,
    why: null,
    userId,
    feedId,
    botId: null,
    sentAtMs: Number(sentAtMs),
    seq: Number(seq),
    messages: null,
    members: null,
    extra: null,
    limits: limits.map(Number),
  };
}

/** Each user who got a message of this call, with its number. */
export function receivedBy({ messages, members, seq }: Verdict): (readonly [userId: string, seq: number])[] {
  const sent = messages ?? (seq === null ? [] : [[null, seq] as const]);
  return sent.flatMap(([recipientId, number]) =>
    (recipientId === null ? (members ?? []) : [recipientId]).map((userId) => [userId, number] as const),
  );
}
