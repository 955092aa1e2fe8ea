import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import type { News } from '@/lib/live/announcer';
import type { TextRow } from './query';

/**
 * Null: accepted, and committed. `replayed`: an idempotency key that was accepted before, by the call `why`. `intake_changed`: nothing
 * was kept or counted, the call is to be treated by the target's settings of now.
 */
type VerdictCode = ErrorCode | 'replayed' | 'intake_changed' | null;

export type Verdict = {
  code: VerdictCode;
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

/** A row of a statement that accepts, in the order of its columns. */
type VerdictRow = [
  n: string,
  code: VerdictCode,
  why: string | null,
  feedId: string,
  seq: string | null,
  botId: string | null,
  userId: string,
  messages: string | null,
  members: string | null,
  sentAtMs: string,
  unhurried: string | null,
  news: string | null,
  ...limits: (string | null)[],
];

/** @returns the call's number in its batch, from 1, and its verdict */
export function verdictOf(row: TextRow): [n: number, Verdict] {
  const [n, code, why, feedId, seq, botId, userId, messages, members, sentAtMs, , , ...limits] =
    row as VerdictRow;
  return [
    Number(n),
    {
      code,
      why,
      userId,
      feedId: Number(feedId),
      botId,
      sentAtMs: Number(sentAtMs),
      seq: seq === null ? null : Number(seq),
      messages: messages === null ? null : JSON.parse(messages),
      members: members === null ? null : JSON.parse(members),
      extra: null,
      limits: code === 'authtoken_invalid' ? [] : limits.map(Number),
    },
  ];
}

/** What a batch made new. */
export const newsOf = (rows: readonly TextRow[]): News[] =>
  rows.flatMap((row) => (row as VerdictRow)[11]?.split(',') ?? []);

/** Each user who got a message of this call, with its number. */
export function receivedBy({ messages, members, seq }: Verdict): (readonly [userId: string, seq: number])[] {
  const sent = messages ?? (seq === null ? [] : [[null, seq] as const]);
  return sent.flatMap(([recipientId, number]) =>
    (recipientId === null ? (members ?? []) : [recipientId]).map((userId) => [userId, number] as const),
  );
}
