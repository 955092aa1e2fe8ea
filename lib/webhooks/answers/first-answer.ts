import 'server-only';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import type { Acceptance } from '../accept/acceptance';
import { askAhead } from '../accept/ask-ahead';

/** What the accepting statement kept about the first call. */
type FirstAnswer = {
  userId: string;
  feedId: number;
  botId: string | null;
  seq: number | null;
  messages: [string | null, number][] | null;
  members: string[] | null;
  sentAtMs: number;
  extra: string | null;
};

const FIRST_ANSWER = `SELECT i.answer, i.status FROM webhook_token t JOIN invocation i ON i.token_id = t.id
  WHERE t.secret_hash = $1 AND i.id = $2`;

const ANSWERED_WITH = `UPDATE invocation i SET status = $3 FROM webhook_token t
  WHERE t.secret_hash = $1 AND i.token_id = t.id AND i.id = $2`;

type Repeated = Pick<Acceptance, 'tokenHash' | 'invocationId' | 'successStatus'>;

/**
 * Reads what the first call with the same idempotency key was answered; null when that had no body. The history of the call that was
 * sent again has the status that it is answered with, also where its own content asks for another.
 * @throws {AppError} `temporarily_unavailable` when the database is away; the call may be sent again.
 */
export async function readFirstAnswer(
  { tokenHash, invocationId, successStatus }: Repeated,
  firstId: string,
): Promise<FirstAnswer | null> {
  const { rows } = await askAhead(
    pool().query<{ answer: string | null; status: number }>(
      prepared('postern_first_answer', FIRST_ANSWER, [tokenHash, firstId]),
    ),
  );
  const { answer = null, status = successStatus } = rows[0] ?? {};
  if (status !== successStatus) {
    await askAhead(pool().query(ANSWERED_WITH, [tokenHash, invocationId, status]));
  }
  return answer === null ? null : JSON.parse(answer);
}
