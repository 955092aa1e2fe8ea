-- What whoever wrote a handler reads of its failures, whosever token called: a row for each handler, which saving other code
-- removes. Written after a call has failed, never while one is accepted.
CREATE TABLE "handler_failure" (
    "feed_id" INTEGER NOT NULL,
    "environment" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "token_id" UUID,
    "invocation_id" UUID,

    CONSTRAINT "handler_failure_pkey" PRIMARY KEY ("feed_id","environment")
);

ALTER TABLE "handler_failure" ADD CONSTRAINT "handler_failure_feed_id_fkey"
  FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a bot's handler was. A bot that has none here yet gets its present code as the first when other code is saved.
CREATE TABLE "bot_version" (
    "bot_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "code" TEXT,
    "saved_by_id" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bot_version_pkey" PRIMARY KEY ("bot_id","version")
);

ALTER TABLE "bot_version" ADD CONSTRAINT "bot_version_bot_id_fkey"
  FOREIGN KEY ("bot_id") REFERENCES "bot"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "bot_version" ADD CONSTRAINT "bot_version_saved_by_id_fkey"
  FOREIGN KEY ("saved_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
