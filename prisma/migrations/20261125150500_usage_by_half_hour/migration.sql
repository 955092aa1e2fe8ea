-- Calls of a token by half hour: what charts of a day and more are drawn from.
CREATE TABLE "usage_slot" (
    "token_id" UUID NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "accepted" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,

    CONSTRAINT "usage_slot_pkey" PRIMARY KEY ("token_id", "slot")
) WITH (fillfactor = 70);

INSERT INTO "usage_slot" ("token_id", "slot", "accepted", "refused", "failed")
SELECT "token_id", date_bin('30 minutes', "received_at", '2000-01-01T00:00:00Z'),
  count(*) FILTER (WHERE "outcome" = 'accepted'),
  count(*) FILTER (WHERE "outcome" NOT IN ('accepted', 'replayed') AND "status" < 500 AND "outcome" <> 'handler_failed'),
  count(*) FILTER (WHERE "status" >= 500 OR "outcome" = 'handler_failed')
FROM "invocation" GROUP BY 1, 2;
