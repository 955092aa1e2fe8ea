-- History and messages are partitioned by time, a week each. Partitions are made ahead and dropped by lib/storage;
-- here only those that the rows of before need.

-- Weeks begin on Monday, UTC.
CREATE FUNCTION pg_temp.week_of(at timestamptz) RETURNS timestamptz LANGUAGE sql AS
  $$ SELECT date_trunc('week', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' $$;
-- The smallest UUIDv7 of a time.
CREATE FUNCTION pg_temp.first_id(at timestamptz) RETURNS uuid LANGUAGE sql AS
  $$ SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

ALTER TABLE "invocation" RENAME TO "invocation_before";
ALTER TABLE "invocation_before" RENAME CONSTRAINT "invocation_pkey" TO "invocation_before_pkey";
DROP INDEX "invocation_token_id_id_idx";

CREATE TABLE "invocation" (
    "id" UUID NOT NULL,
    "token_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_us" INTEGER NOT NULL,
    "endpoint" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "status" SMALLINT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "request" TEXT NOT NULL,
    "body_size" INTEGER NOT NULL,
    "body" BYTEA,
    "feed_id" INTEGER,
    "message_seq" BIGINT,
    "answer" TEXT,

    CONSTRAINT "invocation_pkey" PRIMARY KEY ("token_id", "id"),
    CONSTRAINT "invocation_status_http" CHECK ("status" BETWEEN 100 AND 599),
    CONSTRAINT "invocation_sizes_not_negative" CHECK ("body_size" >= 0 AND "duration_us" >= 0)
) PARTITION BY RANGE ("id");

ALTER TABLE "message" RENAME TO "message_before";
ALTER TABLE "message_before" RENAME CONSTRAINT "message_pkey" TO "message_before_pkey";
DROP INDEX "message_personal";

CREATE TABLE "message" (
    "feed_id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "recipient_id" TEXT,
    "sender_id" TEXT NOT NULL,
    "bot_id" TEXT,
    "token_id" UUID,
    "via" TEXT,
    "content" TEXT NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("feed_id", "seq", "sent_at"),
    CONSTRAINT "message_seq_positive" CHECK ("seq" >= 1)
) PARTITION BY RANGE ("sent_at");
-- Messages to one person are found by person: a bot that writes to many has few for each. Partial, so that
-- messages to everybody, which the accept path writes most, do not pay for it.
CREATE INDEX "message_personal" ON "message" ("feed_id", "recipient_id", "seq") WHERE "recipient_id" IS NOT NULL;

DO $$
DECLARE week timestamptz;
BEGIN
  FOR week IN
    SELECT generate_series(pg_temp.week_of(min(received_at) - interval '1 hour'), pg_temp.week_of(max(received_at) + interval '1 hour'), interval '7 days') FROM invocation_before
  LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF invocation FOR VALUES FROM (%L) TO (%L)',
      'invocation_' || to_char(week AT TIME ZONE 'UTC', 'YYYYMMDD'), pg_temp.first_id(week), pg_temp.first_id(week + interval '7 days'));
  END LOOP;
  FOR week IN
    SELECT generate_series(pg_temp.week_of(min(sent_at)), pg_temp.week_of(max(sent_at)), interval '7 days') FROM message_before
  LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF message FOR VALUES FROM (%L) TO (%L)',
      'message_' || to_char(week AT TIME ZONE 'UTC', 'YYYYMMDD'), week, week + interval '7 days');
  END LOOP;
END $$;

INSERT INTO "invocation" (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, reason,
  request, body_size, body, feed_id, message_seq)
SELECT id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, reason,
  json_build_object('method', method, 'path', path, 'query', query, 'sourceAddress', source_address,
    'headers', request_headers::json)::text,
  body_size, body, feed_id, message_seq
FROM "invocation_before";
INSERT INTO "message" (feed_id, seq, sent_at, recipient_id, sender_id, bot_id, token_id, via, content)
SELECT feed_id, seq, sent_at, recipient_id, sender_id, bot_id, token_id, via, content FROM "message_before";
DROP TABLE "invocation_before";
DROP TABLE "message_before";
DROP FUNCTION pg_temp.week_of(timestamptz);
DROP FUNCTION pg_temp.first_id(timestamptz);

-- The wire's message id leaves twelve digits for the number.
ALTER TABLE "feed" DROP CONSTRAINT "feed_last_seq_range";
ALTER TABLE "feed" ADD CONSTRAINT "feed_last_seq_range" CHECK ("last_seq" BETWEEN 0 AND 999999999999);

CREATE TABLE "idempotency_key" (
    "token_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "invocation_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("token_id", "key_hash")
);
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key" USING BRIN ("created_at");

CREATE TABLE "rate_bucket" (
    "user_id" TEXT NOT NULL,
    "full_at_us" BIGINT NOT NULL DEFAULT 0,
    "window_start_us" BIGINT NOT NULL DEFAULT 0,
    "window_calls" INTEGER NOT NULL DEFAULT 0,
    "window_cards" INTEGER NOT NULL DEFAULT 0,
    "locked_until_us" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "rate_bucket_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "rate_bucket" ("user_id") SELECT DISTINCT "user_id" FROM "webhook_token";
ALTER TABLE "webhook_token" ADD COLUMN "full_at_us" BIGINT NOT NULL DEFAULT 0;

-- These rows are written with every batch: room on their pages keeps the updates off the indexes.
ALTER TABLE "webhook_token" SET (fillfactor = 50);
ALTER TABLE "feed" SET (fillfactor = 50);
ALTER TABLE "rate_bucket" SET (fillfactor = 50);
