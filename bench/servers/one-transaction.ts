import pg from 'pg';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import { channelNameOf } from '@/lib/webhooks/accept/target';
import type { Verdict } from '@/lib/webhooks/accept/verdict';
import { refused, stored } from './verdicts';

/** Prisma's pool has as many. */
const CONNECTIONS = 20;

/**
 * The least that a channel message needs, in one round trip: token counted, feed numbered, message and history row
 * inserted. Knows no refusals, no other targets and no listeners.
 */
const SQL = `
WITH token AS (
  UPDATE webhook_token SET invocations = invocations + 1, last_invoked_at = $3
  WHERE secret_hash = $1 AND enabled AND owner_active RETURNING id, user_id, name
), target AS (
  UPDATE feed SET last_seq = last_seq + 1 FROM token, channel, feed_member m
  WHERE channel.unique_name = $2 AND feed.id = channel.feed_id
    AND m.feed_id = channel.feed_id AND m.user_id = token.user_id
  RETURNING feed.id, last_seq
), stored AS (
  INSERT INTO message (feed_id, seq, sent_at, sender_id, token_id, via, content)
  SELECT target.id, last_seq, $3, token.user_id, token.id, token.name, $4 FROM token, target
), recorded AS (
  INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, request,
    body_size, feed_id, message_seq)
  SELECT $5, token.id, token.user_id, $3, 0, $6, $2, $7, 'accepted', $8, $9, target.id, last_seq
  FROM token, target
)
SELECT token.user_id, target.id AS feed_id, last_seq FROM token, target`;

type Row = { user_id: string; feed_id: number; last_seq: string };

function connections(): pg.Pool {
  return singleton(
    'bench-one-transaction',
    () => new pg.Pool({ connectionString: env().DATABASE_URL, max: CONNECTIONS }),
  );
}

/** One transaction per call, at its fastest: a prepared statement that does little else. */
export async function oneTransaction(call: Acceptance): Promise<Verdict> {
  const values = [
    call.tokenHash,
    channelNameOf(call.target),
    call.receivedAt,
    call.content,
    call.invocationId,
  ];
  const record = [call.endpoint, call.successStatus, call.request, call.bodySize];
  const { rows } = await connections().query<Row>({
    name: 'bench',
    text: SQL,
    values: [...values, ...record],
  });
  const [row] = rows;
  if (!row) return refused('authtoken_invalid');
  const { user_id: userId, feed_id: feedId, last_seq: seq } = row;
  return stored({ userId, feedId, seq: Number(seq), sentAtMs: call.receivedAt.getTime() });
}
