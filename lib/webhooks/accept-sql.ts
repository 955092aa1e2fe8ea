import 'server-only';

/** The columns of a batch, in the order of the statement's array parameters, with their SQL types. */
export const columns = [
  ['token_hash', 'bytea'],
  ['invocation_id', 'uuid'],
  ['received_at', 'timestamptz'],
  ['elapsed_us', 'int'],
  ['request_id', 'text'],
  ['method', 'text'],
  ['path', 'text'],
  ['query', 'text'],
  ['endpoint', 'text'],
  ['target', 'text'],
  ['source_address', 'text'],
  ['user_agent', 'text'],
  ['request_headers', 'text'],
  ['body_size', 'int'],
  ['body', 'bytea'],
  ['content', 'text'],
  ['success_status', 'smallint'],
  ['org_id', 'text'],
  ['channel_name', 'text'],
  ['channel_id', 'text'],
  ['bot_name', 'text'],
  ['app_number', 'bigint'],
  ['app_sandbox', 'boolean'],
  ['app_key_hash', 'bytea'],
  ['sender_bot', 'text'],
  ['early_code', 'text'],
  ['body_code', 'text'],
  ['reason', 'text'],
  ['receivers', 'text'],
  ['listed', 'text'],
  ['handler_channel', 'text'],
] as const;

const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
const names = columns.map(([name]) => name).join(', ');
/** Status by code, and the owner's words by reason: the two tables the statement is handed. */
const statuses = `$${columns.length + 1}::jsonb`;
const reasons = `$${columns.length + 2}::jsonb`;

/**
 * The one statement of the accept path. A batch of calls comes in as arrays; one row per call goes out with
 * the verdict (`code` null: accepted). Tokens, then feeds are locked, each in the order of their ids, so that
 * batches never wait for each other in a circle; at READ COMMITTED the locked token row is its newest version,
 * so that a switch that has answered is never overtaken.
 */
export const ACCEPT_SQL = `
WITH call AS MATERIALIZED (
  SELECT * FROM unnest(${arrays}) WITH ORDINALITY AS c(${names}, n)
),
token AS MATERIALIZED (
  SELECT id, user_id, name, secret_hash, enabled, owner_active
  FROM webhook_token WHERE secret_hash = ANY($1::bytea[])
  ORDER BY id FOR NO KEY UPDATE
),
-- Whom a list of ids and e-mail addresses names; user_id is null for nobody.
named AS MATERIALIZED (
  SELECT DISTINCT c.n, u.id AS user_id
  FROM call c CROSS JOIN LATERAL unnest(string_to_array(c.listed, ',')) AS entry
  LEFT JOIN "user" u ON (u.id = entry OR u.email = lower(entry)) AND u.deactivated_at IS NULL
),
-- What is addressed, and the first reason why this token may not address it: "code/reason for the owner".
addressed AS MATERIALIZED (
  SELECT c.*, t.id AS token_id, t.user_id, t.name AS via,
    coalesce(b.id, sb.id) AS bot_id, e.owner_id AS developer_id,
    coalesce(hc.feed_id, nc.feed_id, ic.feed_id, b.feed_id, e.feed_id) AS feed_id,
    CASE
      WHEN t.id IS NULL THEN 'authtoken_invalid/'
      WHEN c.early_code IS NOT NULL THEN c.early_code || '/'
      WHEN NOT t.owner_active THEN 'authtoken_invalid/owner_deactivated'
      WHEN NOT t.enabled THEN 'authtoken_invalid/token_disabled'
      WHEN c.org_id IS NOT NULL AND NOT EXISTS (SELECT FROM organization o WHERE o.id = c.org_id)
        THEN 'access_denied/other_organization'
      WHEN c.channel_name IS NOT NULL AND nc.id IS NULL THEN 'channel_not_exists/'
      WHEN c.channel_id IS NOT NULL AND ic.id IS NULL THEN 'channel_not_exists/'
      WHEN coalesce(nc.id, ic.id) IS NOT NULL AND NOT EXISTS (
        SELECT FROM feed_member m WHERE m.feed_id = coalesce(nc.feed_id, ic.feed_id) AND m.user_id = t.user_id
      ) THEN 'access_denied/not_a_member'
      WHEN c.sender_bot IS NOT NULL AND sb.id IS NULL THEN 'bot_not_found/sender_bot'
      WHEN sb.access = 'PERSONAL' AND sb.created_by_id <> t.user_id THEN 'access_denied/bot_not_in_channel'
      WHEN c.bot_name IS NOT NULL AND b.id IS NULL THEN 'bot_not_found/'
      WHEN b.access = 'PERSONAL' AND b.created_by_id <> t.user_id THEN 'access_denied/personal_bot'
      WHEN c.app_number IS NOT NULL AND e.number IS NULL THEN 'application_not_found/'
      WHEN c.app_number IS NOT NULL AND c.app_key_hash IS DISTINCT FROM
        CASE WHEN c.app_sandbox THEN e.sandbox_key_hash ELSE e.marketplace_key_hash END
        THEN 'extension_key_invalid/'
      WHEN c.app_number IS NOT NULL AND NOT c.app_sandbox AND e.published_version IS NULL
        THEN 'application_not_found/not_published'
      WHEN c.body_code IS NOT NULL THEN c.body_code || '/'
      WHEN c.receivers = 'broadcast' AND b.created_by_id <> t.user_id AND NOT EXISTS (
        SELECT FROM "user" u WHERE u.id = t.user_id AND u.role = 'ADMINISTRATOR'
      ) THEN 'access_denied/broadcast_not_allowed'
      WHEN c.receivers = 'listed' AND EXISTS (SELECT FROM named l WHERE l.n = c.n AND l.user_id IS NULL)
        THEN 'user_not_found/'
      WHEN c.receivers = 'listed' AND b.access = 'PERSONAL' AND EXISTS (
        SELECT FROM named l WHERE l.n = c.n AND l.user_id <> b.created_by_id
      ) THEN 'access_denied/personal_bot'
      WHEN c.receivers = 'chosen' AND EXISTS (SELECT FROM named l WHERE l.n = c.n AND l.user_id IS NULL)
        THEN 'handler_failed/user_not_found'
      WHEN c.receivers = 'chosen' AND b.access = 'PERSONAL' AND EXISTS (
        SELECT FROM named l WHERE l.n = c.n AND l.user_id <> b.created_by_id
      ) THEN 'handler_failed/personal_bot'
      WHEN c.handler_channel IS NOT NULL AND hc.id IS NULL THEN 'handler_failed/channel_not_exists'
      WHEN hc.id IS NOT NULL AND NOT EXISTS (
        SELECT FROM feed_member m WHERE m.feed_id = hc.feed_id AND m.user_id = t.user_id
      ) THEN 'handler_failed/not_a_member'
    END AS obstacle
  FROM call c
  LEFT JOIN token t ON t.secret_hash = c.token_hash
  LEFT JOIN channel nc ON nc.unique_name = c.channel_name
  LEFT JOIN channel ic ON ic.id = c.channel_id
  LEFT JOIN channel hc ON hc.unique_name = c.handler_channel
  LEFT JOIN bot b ON b.unique_name = c.bot_name
  LEFT JOIN bot sb ON sb.unique_name = c.sender_bot
  LEFT JOIN extension e ON e.number = c.app_number
),
locked_feed AS MATERIALIZED (
  SELECT id FROM feed WHERE id IN (SELECT feed_id FROM addressed WHERE obstacle IS NULL)
  ORDER BY id FOR NO KEY UPDATE
),
verdict AS MATERIALIZED (
  SELECT a.*, nullif(split_part(x.obstacle, '/', 1), '') AS code, nullif(split_part(x.obstacle, '/', 2), '') AS why,
    x.obstacle IS NULL AND a.content IS NOT NULL AS posts
  FROM addressed a
  LEFT JOIN locked_feed f ON f.id = a.feed_id
  -- Deleted while this statement waited for its lock.
  CROSS JOIN LATERAL (SELECT CASE WHEN a.obstacle IS NULL AND f.id IS NULL THEN 'temporarily_unavailable/'
    ELSE a.obstacle END AS obstacle) x
),
-- One row per message to store; recipient_id null: for every member of the feed.
outgoing AS MATERIALIZED (
  SELECT n, feed_id, recipient_id, row_number() OVER (PARTITION BY feed_id ORDER BY n, recipient_id) AS place
  FROM (
    SELECT n, feed_id,
      CASE receivers WHEN 'owner' THEN user_id WHEN 'developer' THEN developer_id END AS recipient_id
    FROM verdict WHERE posts AND receivers IN ('feed', 'broadcast', 'owner', 'developer')
    UNION ALL
    SELECT v.n, v.feed_id, l.user_id
    FROM named l JOIN verdict v USING (n)
    WHERE v.posts AND l.user_id IS NOT NULL AND (
      v.receivers IN ('listed', 'chosen')
      OR v.receivers = 'narrowed' AND EXISTS (
        SELECT FROM feed_member m WHERE m.feed_id = v.feed_id AND m.user_id = l.user_id
      )
    )
  ) receiver
),
advanced AS (
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
  SELECT n, min(seq) AS first_seq, json_agg(json_build_array(recipient_id, seq) ORDER BY seq) AS messages
  FROM numbered GROUP BY n
),
stored AS (
  INSERT INTO message (feed_id, seq, sent_at, recipient_id, sender_id, bot_id, token_id, via, content)
  SELECT m.feed_id, m.seq, date_trunc('milliseconds', statement_timestamp()), m.recipient_id,
    v.user_id, v.bot_id, v.token_id, v.via, v.content
  FROM numbered m JOIN verdict v USING (n)
),
joined AS (
  INSERT INTO feed_member (feed_id, user_id, from_seq, last_read_seq)
  SELECT DISTINCT feed_id, recipient_id, before, before FROM numbered WHERE recipient_id IS NOT NULL
  ON CONFLICT DO NOTHING
),
recorded AS (
  INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, request_id, method, path, query,
    endpoint, target, status, outcome, reason, source_address, user_agent, request_headers, body_size, body,
    feed_id, message_seq)
  SELECT v.invocation_id, v.token_id, v.user_id, v.received_at,
    v.elapsed_us + (extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000000)::int,
    v.request_id, v.method, v.path, v.query, v.endpoint, v.target,
    CASE WHEN v.code IS NULL THEN v.success_status ELSE (${statuses} ->> v.code)::smallint END,
    coalesce(v.code, 'accepted'), coalesce(${reasons} ->> v.why, CASE WHEN v.code IS NOT NULL THEN v.reason END),
    v.source_address, v.user_agent, v.request_headers, v.body_size,
    CASE WHEN v.body IS NULL AND s.n IS NULL THEN convert_to(v.content, 'UTF8') ELSE v.body END,
    v.feed_id, s.first_seq
  FROM verdict v LEFT JOIN sent s USING (n)
  WHERE v.token_id IS NOT NULL
),
counted AS (
  UPDATE webhook_token t
  SET invocations = t.invocations + total.accepted, refusals = t.refusals + total.refused,
    last_invoked_at = greatest(t.last_invoked_at, total.last_accepted_at)
  FROM (
    SELECT token_id, count(*) FILTER (WHERE code IS NULL) AS accepted, count(code) AS refused,
      max(received_at) FILTER (WHERE code IS NULL) AS last_accepted_at
    FROM verdict WHERE token_id IS NOT NULL GROUP BY token_id
  ) total
  WHERE t.id = total.token_id
)
SELECT v.code, v.why, v.user_id, v.feed_id, v.bot_id,
  (extract(epoch FROM date_trunc('milliseconds', statement_timestamp())) * 1000)::bigint AS sent_ms,
  s.messages,
  -- Whom a message to everybody reaches: asked for only where the answer lists them.
  CASE WHEN v.posts AND v.success_status = 200 AND v.receivers IN ('feed', 'broadcast')
    AND v.channel_name IS NULL AND v.channel_id IS NULL AND v.handler_channel IS NULL
    THEN ARRAY(
      SELECT m.user_id FROM feed_member m JOIN "user" u ON u.id = m.user_id
      WHERE m.feed_id = v.feed_id AND u.deactivated_at IS NULL ORDER BY m.user_id
    ) END AS members,
  -- Listeners hear of it when this commits.
  CASE WHEN v.n = 1 THEN (
    SELECT count(pg_notify('postern_feed', feed_id::text)) FROM advanced
  ) + (
    SELECT count(pg_notify('postern_token', token_id::text))
    FROM (SELECT DISTINCT token_id FROM verdict WHERE token_id IS NOT NULL) known
  ) END AS notified
FROM verdict v LEFT JOIN sent s USING (n)
ORDER BY v.n
`;
