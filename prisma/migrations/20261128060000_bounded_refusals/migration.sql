-- Refused calls fill the history only so far: the token's row counts those of the hour, which the accepting statement has locked anyway.
-- Server processes of the release before leave these alone and keep every refusal, as they did.
ALTER TABLE "webhook_token" ADD COLUMN "refusal_hour" TIMESTAMPTZ(3),
  ADD COLUMN "refusals_in_hour" INTEGER NOT NULL DEFAULT 0;

-- Refused calls that have no row in the history, by minute.
CREATE TABLE "omitted_refusal" (
    "token_id" UUID NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "refused" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,

    CONSTRAINT "omitted_refusal_pkey" PRIMARY KEY ("token_id", "minute")
) WITH (fillfactor = 70);
