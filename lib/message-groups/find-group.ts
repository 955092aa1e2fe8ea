import 'server-only';
import { type Acceptance, NEED } from '@/lib/webhooks/accept/acceptance';
import { askByRules } from '@/lib/webhooks/accept/ask-ahead';
import { GROUP_DAYS } from './group-policy';

/** The newest group with a key, in a channel that the token may post to. */
export type FoundGroup = {
  feedId: number;
  /** 0 when there was no group. */
  round: number;
  /** Null when there is no group, it is too old, or its first message is gone. */
  rootSeq: number | null;
  /** The feed of the thread below the first message; null until it exists. */
  threadFeedId: number | null;
  isOver: boolean;
};

type Question = Pick<Acceptance, 'tokenHash' | 'target'> &
  Partial<Pick<Acceptance, 'orgId' | 'intakeVersion'>> & { keyHash: Buffer };

type Row = Omit<FoundGroup, 'rootSeq'> & { rootSeq: string | null };

/** Locks nothing: the statement that stores a first message finds out whether another process was faster. */
const ask = askByRules<Row>({
  name: 'postern_find_group',
  needs: NEED.channelName | NEED.channelId | NEED.organization | NEED.intake,
  extra: ['group_key'],
  select: `a.feed_id AS "feedId", coalesce(g.round, 0) AS round, g.resolved_at IS NOT NULL AS "isOver",
    CASE WHEN g.root_sent_at > now() - interval '${GROUP_DAYS} days' AND EXISTS (
      SELECT FROM message m WHERE m.feed_id = a.feed_id AND m.seq = g.root_seq AND m.sent_at = g.root_sent_at
    ) THEN g.root_seq END AS "rootSeq", th.feed_id AS "threadFeedId"
  FROM addressed a
  LEFT JOIN LATERAL (
    SELECT * FROM message_group g WHERE g.feed_id = a.feed_id AND g.token_id = a.token_id AND g.key_hash = a.group_key
    ORDER BY g.round DESC LIMIT 1
  ) g ON true
  LEFT JOIN thread th ON th.parent_feed_id = a.feed_id AND th.parent_seq = g.root_seq`,
});

/**
 * Null for a call that the accepting statement will refuse, with the reason.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function findGroup({ keyHash, ...asked }: Question): Promise<FoundGroup | null> {
  const found = await ask({ ...asked, group: { keyHash, round: 0, ends: false, atMs: null, title: null } });
  return found && { ...found, rootSeq: found.rootSeq === null ? null : Number(found.rootSeq) };
}
