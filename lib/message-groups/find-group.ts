import 'server-only';
import { encodeArray } from '@/lib/db/encode-array';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { singleton } from '@/lib/singleton';
import { unavailable } from '@/lib/webhooks/accept';
import { ASKING_LIMITS, askAboutToken, askAhead, askedTokens } from '@/lib/webhooks/asked-ahead';
import { BatchWriter } from '@/lib/webhooks/batch-writer';
import { rateProfile } from '@/lib/webhooks/rate-limits';
import type { RateProfile } from '@/lib/webhooks/rate-profile';
import { GROUP_DAYS } from './group-policy';

/** The newest group of a key, in a channel that the token may post to. */
export type FoundGroup = {
  feedId: number;
  /** 0: there was none. */
  round: number;
  /** Null: there is none, or it is too long ago, or its first message is gone. */
  rootSeq: number | null;
  /** The feed of the thread below the first message, once it has one. */
  threadFeedId: number | null;
  isOver: boolean;
};

type Question = {
  tokenHash: Buffer;
  channelName: string | null;
  channelId: string | null;
  keyHash: Buffer;
};

/**
 * Null for a call that the accepting statement is going to refuse; that says why. Calls that come together are asked for together.
 * @throws {AppError} `temporarily_unavailable`
 */
export function findGroup(question: Question): Promise<FoundGroup | null> {
  const reader = singleton('find-group', () => {
    const text = findSql(rateProfile());
    return new BatchWriter((questions: Question[]) => find(text, questions), ASKING_LIMITS, unavailable);
  });
  return askAboutToken(question.tokenHash, () => reader.add(question, 0));
}

/** Locks nothing: the statement that stores a first message finds out whether somebody was faster. */
function findSql(profile: RateProfile): string {
  return `SELECT q.n, h.feed_id AS "feedId", coalesce(g.round, 0) AS round, g.resolved_at IS NOT NULL AS "isOver",
    CASE WHEN g.root_sent_at > now() - interval '${GROUP_DAYS} days' AND EXISTS (
      SELECT FROM message m WHERE m.feed_id = h.feed_id AND m.seq = g.root_seq AND m.sent_at = g.root_sent_at
    ) THEN g.root_seq END AS "rootSeq", th.feed_id AS "threadFeedId"
  FROM unnest($1::bytea[], $2::text[], $3::text[], $4::bytea[])
    WITH ORDINALITY AS q(token_hash, channel_name, channel_id, key_hash, n)
  JOIN ${askedTokens(profile)} ON t.secret_hash = q.token_hash
  CROSS JOIN (SELECT false AS card) c
  JOIN channel h ON h.id = coalesce(q.channel_id, (SELECT x.id FROM channel x WHERE x.unique_name = q.channel_name))
  JOIN feed f ON f.id = h.feed_id AND f.archived_at IS NULL
  LEFT JOIN LATERAL (
    SELECT * FROM message_group g WHERE g.feed_id = h.feed_id AND g.token_id = t.id AND g.key_hash = q.key_hash
    ORDER BY g.round DESC LIMIT 1
  ) g ON true
  LEFT JOIN thread th ON th.parent_feed_id = h.feed_id AND th.parent_seq = g.root_seq
  WHERE t.enabled AND t.owner_active AND (${profile.admitsOne})
    AND EXISTS (SELECT FROM feed_member m WHERE m.feed_id = h.feed_id AND m.user_id = t.user_id)`;
}

type Row = Omit<FoundGroup, 'rootSeq'> & { n: string; rootSeq: string | null };

async function find(text: string, questions: Question[]): Promise<(FoundGroup | null)[]> {
  const values = [
    encodeArray(
      'bytea',
      questions.map(({ tokenHash }) => tokenHash),
    ),
    encodeArray(
      'text',
      questions.map(({ channelName }) => withoutNul(channelName)),
    ),
    encodeArray(
      'text',
      questions.map(({ channelId }) => withoutNul(channelId)),
    ),
    encodeArray(
      'bytea',
      questions.map(({ keyHash }) => keyHash),
    ),
  ];
  const { rows } = await askAhead(pool().query<Row>(prepared('postern_find_group', text, values)));
  const found: (FoundGroup | null)[] = questions.map(() => null);
  for (const { n, rootSeq, ...group } of rows) {
    found[Number(n) - 1] = { ...group, rootSeq: rootSeq === null ? null : Number(rootSeq) };
  }
  return found;
}

/** Postgres keeps none, so no channel has one. */
const withoutNul = (text: string | null) => (text === null ? null : text.replaceAll('\0', ''));
