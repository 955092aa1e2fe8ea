import 'server-only';

/**
 * Parts of the accepting statement, beside the messages of `verdict`. A first message inserts its group, and fails by
 * the table's key when another one was first; a message that ends its group is noted there.
 */
export function groupParts(inThreads: boolean): string {
  const begun = `grouped AS (
  INSERT INTO message_group (feed_id, token_id, key_hash, round, root_seq, root_sent_at, started_at)
  SELECT v.feed_id, v.token_id, v.group_key, v.group_round, v.seq, m.sent_at, coalesce(v.group_at, m.sent_at)
  FROM verdict v CROSS JOIN moment m WHERE v.group_key IS NOT NULL AND NOT v.group_ends AND v.seq IS NOT NULL
)`;
  const ended = `ended AS (
  UPDATE message_group g SET resolved_at = coalesce(v.group_at, m.sent_at), resolved_title = v.group_title
  FROM verdict v CROSS JOIN moment m
  WHERE v.group_ends AND v.seq IS NOT NULL AND g.feed_id = v.parent_feed_id AND g.token_id = v.token_id
    AND g.key_hash = v.group_key AND g.round = v.group_round AND g.resolved_at IS NULL
)`;
  return inThreads ? `${begun},\n${ended}` : begun;
}
