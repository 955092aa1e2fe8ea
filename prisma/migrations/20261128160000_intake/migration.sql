-- How a channel, bot or extension takes calls at its incoming endpoint (lib/intake). `feed.intake_version` says which settings are
-- the present ones: 0 where nothing is set, else a number that no other settings of any feed ever had.
ALTER TABLE "feed" ADD COLUMN "intake_version" INTEGER NOT NULL DEFAULT 0;
CREATE SEQUENCE "intake_version_seq" AS INTEGER;

CREATE TYPE "signature_mode" AS ENUM ('OFF', 'WARN', 'REQUIRE');

CREATE TABLE "intake" (
    "feed_id" INTEGER NOT NULL,
    "scheme" TEXT,
    "signature_mode" "signature_mode" NOT NULL DEFAULT 'OFF',
    "custom_scheme" TEXT,
    CONSTRAINT "intake_pkey" PRIMARY KEY ("feed_id"),
    CONSTRAINT "intake_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- At most two of a feed: the number in `slot` keeps the limit.
CREATE TABLE "intake_secret" (
    "feed_id" INTEGER NOT NULL,
    "slot" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "key_version" SMALLINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "intake_secret_pkey" PRIMARY KEY ("feed_id", "slot"),
    CONSTRAINT "intake_secret_slot_check" CHECK ("slot" IN (1, 2)),
    CONSTRAINT "intake_secret_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "intake"("feed_id") ON DELETE CASCADE ON UPDATE CASCADE
);
