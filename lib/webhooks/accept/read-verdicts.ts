import 'server-only';
import type { Pool } from 'pg';
import type { ErrorCode } from '@/lib/errors';
import type { News } from '@/lib/live/announcer';
import type { Acceptance } from './acceptance';
import { isActive } from './statements/rules';
import type { Verdict } from './verdict';

type Row = {
  id: string;
  code: ErrorCode | 'replayed' | null;
  why: string | null;
  user_id: string;
  feed_id: number | null;
  seq: string | null;
  bot_id: string | null;
  sent_at: Date | null;
  messages: [string | null, number][] | null;
  members: string[] | null;
  token_id: string;
  /** Of a post into a thread: the conversation, and the message that the thread is below. */
  parent_feed_id: number | null;
  parent_seq: string | null;
};

/** Also where a handler asked for another status than 200. */
const TELLS_WHO = "i.outcome IN ('accepted', 'test', 'replayed') AND i.status <> 204";

const WRITTEN = `SELECT i.id, CASE WHEN i.outcome NOT IN ('accepted', 'test') THEN i.outcome END AS code,
    CASE WHEN i.outcome = 'replayed' THEN i.reason END AS why, i.user_id, i.feed_id, i.message_seq AS seq,
    first.bot_id, first.sent_at, sent.messages, i.token_id, h.parent_feed_id, h.parent_seq,
    CASE WHEN ${TELLS_WHO} THEN ARRAY(
      SELECT m.user_id FROM feed_member m JOIN "user" u ON u.id = m.user_id
      WHERE m.feed_id = coalesce(h.parent_feed_id, i.feed_id)
        AND ${isActive('u')} ORDER BY m.user_id
    ) END AS members
  FROM webhook_token t JOIN invocation i ON i.token_id = t.id
  LEFT JOIN thread h ON h.feed_id = i.feed_id
  LEFT JOIN message first ON first.feed_id = i.feed_id AND first.seq = i.message_seq
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(m.recipient_id, m.seq) ORDER BY m.seq) AS messages
    FROM message m WHERE ${TELLS_WHO} AND m.feed_id = first.feed_id AND m.seq >= first.seq
      AND m.sent_at = first.sent_at AND m.token_id = first.token_id AND m.content = first.content
  ) sent ON true
  WHERE t.secret_hash = ANY($1::bytea[]) AND i.id = ANY($2::uuid[])`;

type Written = { verdicts: Verdict[]; news: News[] };

/**
 * The verdicts of a batch that was committed before its answer was lost, from what it stored, and what that made new. What the
 * statement alone knew, the state of the limits, is not among it.
 */
export async function readVerdicts(connections: Pool, calls: readonly Acceptance[]): Promise<Written> {
  const { rows } = await connections.query<Row>(WRITTEN, [
    calls.map(({ tokenHash }) => tokenHash),
    calls.map(({ invocationId }) => invocationId),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const missing = calls.filter(({ invocationId }) => !byId.has(invocationId));
  const known = await knownTokens(connections, missing);
  const verdicts = calls.map(({ invocationId, tokenHash }) => {
    const verdict = storedVerdict(byId.get(invocationId));
    // It left no row: refused beyond what the history keeps of refusals, treated by outdated settings, or of a group that another
    // process began. Which of these is not known any more; it may be sent again.
    const isOmitted = !byId.has(invocationId) && known.has(tokenHash.toString('hex'));
    return isOmitted ? { ...verdict, code: 'temporarily_unavailable' as const } : verdict;
  });
  return { verdicts, news: rows.flatMap(storedNews) };
}

function storedNews({ token_id, feed_id, seq, parent_feed_id, parent_seq, messages }: Row): News[] {
  const token = `token ${token_id}`;
  if (seq === null) return [token];
  // It may have been the first message for its receivers.
  const receivers = messages?.flatMap(([userId]) => (userId === null ? [] : [`access ${userId}`])) ?? [];
  const posted = [token, `feed ${feed_id}`, ...receivers];
  if (parent_feed_id === null) return posted;
  // It may have been posted into the conversation, too.
  return [...posted, `feed ${parent_feed_id}`, `thread ${parent_feed_id}/${parent_seq}`];
}

async function knownTokens(connections: Pool, calls: readonly Acceptance[]): Promise<Set<string>> {
  if (calls.length === 0) return new Set();
  const { rows } = await connections.query<{ hash: string }>(
    "SELECT encode(secret_hash, 'hex') AS hash FROM webhook_token WHERE secret_hash = ANY($1::bytea[])",
    [calls.map(({ tokenHash }) => tokenHash)],
  );
  return new Set(rows.map(({ hash }) => hash));
}

/** No row: a token that does not exist leaves none. */
function storedVerdict(row: Row | undefined): Verdict {
  return {
    code: row ? row.code : 'authtoken_invalid',
    why: row?.why ?? null,
    userId: row?.user_id ?? '',
    feedId: row?.feed_id ?? 0,
    botId: row?.bot_id ?? null,
    sentAtMs: row?.sent_at?.getTime() ?? 0,
    seq: row?.seq ? Number(row.seq) : null,
    messages: row?.messages ?? null,
    members: row?.members ?? null,
    extra: null,
    limits: [],
  };
}
