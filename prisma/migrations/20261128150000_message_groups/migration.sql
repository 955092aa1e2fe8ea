-- Messages that belong together, as those about one alert: the first of each, and whether it is over.
CREATE TABLE "message_group" (
    "feed_id" INTEGER NOT NULL,
    "token_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "round" INTEGER NOT NULL,
    "root_seq" BIGINT NOT NULL,
    "root_sent_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_title" TEXT,

    CONSTRAINT "message_group_pkey" PRIMARY KEY ("feed_id","token_id","key_hash","round")
);
CREATE INDEX "message_group_feed_id_root_seq_idx" ON "message_group"("feed_id", "root_seq");
