import 'server-only';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { askAhead } from '../accept/ask-ahead';

/** What the accepting statement kept about the first call; null when that call was answered without a body. */
export type FirstAnswer = {
  userId: string;
  feedId: number;
  botId: string | null;
  seq: number | null;
  messages: [string | null, number][] | null;
  members: string[] | null;
  sentAtMs: number;
  extra: string | null;
};

const FIRST_ANSWER = `SELECT i.answer FROM webhook_token t JOIN invocation i ON i.token_id = t.id
  WHERE t.secret_hash = $1 AND i.id = $2`;

/**
 * Reads what the first call with the same idempotency key was answered.
 * @throws {AppError} `temporarily_unavailable` when the database is away; the call may be sent again.
 */
export async function readFirstAnswer(tokenHash: Buffer, invocationId: string): Promise<FirstAnswer | null> {
  const { rows } = await askAhead(
    pool().query<{ answer: string | null }>(
      prepared('postern_first_answer', FIRST_ANSWER, [tokenHash, invocationId]),
    ),
  );
  const answer = rows[0]?.answer;
  return answer ? JSON.parse(answer) : null;
}
