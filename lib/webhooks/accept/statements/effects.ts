import 'server-only';
import { NEED } from '../acceptance';
import { MESSAGE } from './rows';
import { isMember, isOpen } from './rules';

/** Where the verdicts so far stand: with idempotency keys, one step later. */
const source = (keyed: boolean) => (keyed ? 'settled' : 'addressed');
const obstacle = (keyed: boolean) => (keyed ? 's.hindrance' : 's.obstacle');
const posts = (keyed: boolean) => `${obstacle(keyed)} IS NULL AND s.content IS NOT NULL`;

/** A feed that was deleted or archived while this statement waited for its lock takes nothing any more. */
const verdictColumns = (keyed: boolean, isGone: string) => `s.*,
    CASE WHEN ${posts(keyed)} AND ${isGone} THEN 'temporarily_unavailable'
      ELSE nullif(split_part(${obstacle(keyed)}, '/', 1), '') END AS code,
    nullif(split_part(${obstacle(keyed)}, '/', 2), '') AS why`;

const toParents = (keyed: boolean) => `${posts(keyed)} AND s.also_parent AND s.parent_feed_id IS NOT NULL`;

/**
 * The feeds that take the messages, locked in the order of their ids. A thread's conversation is locked against being archived only:
 * that takes the row for itself, posts do not. With idempotency keys this comes before the claims, which are for what is accepted.
 */
export function lockedFeeds(needs: number): string {
  // This comes before the claims, so calls stand in `addressed`, as without keys.
  const posting = posts(false);
  const feeds = [
    `SELECT s.feed_id FROM addressed s WHERE ${posting}${needs & NEED.chat ? ` AND ${IS_OPEN}` : ''}`,
  ];
  if (needs & NEED.parent) {
    feeds.push(`SELECT s.parent_feed_id FROM addressed s WHERE ${toParents(false)}`);
  }
  const conversations = `open_parent AS MATERIALIZED (
  SELECT id FROM feed WHERE id IN (SELECT s.parent_feed_id FROM addressed s WHERE ${posting}) AND ${isOpen('feed')}
  ORDER BY id FOR KEY SHARE
),
`;
  return `${needs & NEED.chat ? conversations : ''}locked_feed AS MATERIALIZED (
  SELECT id FROM feed WHERE id IN (${feeds.join(' UNION ')}) AND ${isOpen('feed')}
  ORDER BY id FOR NO KEY UPDATE
)`;
}

/** Of a post into a thread: its conversation is not archived. */
const IS_OPEN = '(s.parent_feed_id IS NULL OR s.parent_feed_id IN (SELECT id FROM open_parent))';

/** Each call that posts makes one message, for every member of the feed. `isLocked`: `lockedFeeds` stands before it. */
export function toEverybody(many: boolean, keyed: boolean, isLocked: boolean): string {
  const advanced = isLocked
    ? `advanced AS MATERIALIZED (
  UPDATE feed SET last_seq = last_seq + total.messages
  FROM (
    SELECT s.feed_id, count(*) AS messages FROM ${source(keyed)} s JOIN locked_feed l ON l.id = s.feed_id
    WHERE ${posts(keyed)} GROUP BY s.feed_id
  ) total
  WHERE feed.id = total.feed_id
  RETURNING feed.id AS feed_id, feed.last_seq - total.messages AS before
)`
    : `advanced AS MATERIALIZED (
  UPDATE feed SET last_seq = last_seq + 1 FROM ${source(keyed)} s WHERE feed.id = s.feed_id AND ${posts(keyed)}
    AND ${isOpen('feed')}
  RETURNING feed.id AS feed_id, feed.last_seq - 1 AS before
)`;
  return `${advanced},
verdict AS MATERIALIZED (
  SELECT ${verdictColumns(keyed, 'f.feed_id IS NULL')},
    f.before + ${many ? 'row_number() OVER (PARTITION BY f.feed_id ORDER BY s.n)' : '1'} AS seq, NULL::json AS messages
  FROM ${source(keyed)} s LEFT JOIN advanced f ON f.feed_id = s.feed_id AND ${posts(keyed)}
),
stored AS (
  ${MESSAGE}
  SELECT v.feed_id, v.seq, (SELECT sent_at FROM moment), NULL, v.user_id, v.bot_id, v.token_id, v.via, v.content
  FROM verdict v WHERE v.seq IS NOT NULL
)`;
}

/**
 * A call may make a message for each of several people; recipient_id null is for every member of the feed. With `parent`,
 * what goes into a thread may go to its parent as well.
 */
export function toRecipients(keyed: boolean, parent: boolean): string {
  return `outgoing AS MATERIALIZED (
  SELECT n, feed_id, recipient_id, row_number() OVER (PARTITION BY feed_id ORDER BY n, recipient_id) AS place
  FROM (
    SELECT s.n, s.feed_id,
      CASE s.receivers WHEN 'owner' THEN s.user_id WHEN 'developer' THEN s.developer_id END AS recipient_id
    FROM ${source(keyed)} s JOIN locked_feed f ON f.id = s.feed_id
    WHERE ${posts(keyed)} AND s.receivers IN ('feed', 'broadcast', 'owner', 'developer')
    UNION ALL
    SELECT s.n, s.feed_id, l.user_id
    FROM named l JOIN ${source(keyed)} s USING (n) JOIN locked_feed f ON f.id = s.feed_id
    WHERE ${posts(keyed)} AND l.user_id IS NOT NULL AND (
      s.receivers IN ('listed', 'chosen')
      OR s.receivers = 'narrowed' AND ${isMember('s.feed_id', 'l.user_id')}
    )${
      parent
        ? `
    UNION ALL
    SELECT s.n, s.parent_feed_id, NULL FROM ${source(keyed)} s JOIN locked_feed f ON f.id = s.parent_feed_id
    WHERE ${toParents(keyed)}`
        : ''
    }
  ) receiver
),
advanced AS MATERIALIZED (
  UPDATE feed SET last_seq = last_seq + total.messages
  FROM (SELECT feed_id, count(*) AS messages FROM outgoing GROUP BY feed_id) total
  WHERE feed.id = total.feed_id
  RETURNING feed.id AS feed_id, feed.last_seq - total.messages AS before
),
numbered AS MATERIALIZED (
  SELECT o.n, o.feed_id, o.recipient_id, f.before, f.before + o.place AS seq
  FROM outgoing o JOIN advanced f USING (feed_id)
),
sent AS MATERIALIZED (
  SELECT n, min(seq) AS seq, json_agg(json_build_array(recipient_id, seq) ORDER BY seq) AS messages
  FROM numbered${parent ? ` o WHERE o.feed_id = (SELECT s.feed_id FROM ${source(keyed)} s WHERE s.n = o.n)` : ''} GROUP BY n
),
verdict AS MATERIALIZED (
  SELECT ${verdictColumns(keyed, 'f.id IS NULL')}, sent.seq, sent.messages
  FROM ${source(keyed)} s LEFT JOIN locked_feed f ON f.id = s.feed_id LEFT JOIN sent ON sent.n = s.n
),
stored AS (
  ${MESSAGE}
  SELECT m.feed_id, m.seq, (SELECT sent_at FROM moment), m.recipient_id, v.user_id, v.bot_id, v.token_id, v.via, v.content
  FROM numbered m JOIN verdict v USING (n)
),
joined AS (
  INSERT INTO feed_member (feed_id, user_id, from_seq, last_read_seq)
  SELECT DISTINCT feed_id, recipient_id, before, before FROM numbered WHERE recipient_id IS NOT NULL
  ON CONFLICT DO NOTHING RETURNING user_id
)`;
}
