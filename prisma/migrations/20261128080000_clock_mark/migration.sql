-- What maintenance believes of the clock: one row, made by its first run.
CREATE TABLE "clock_mark" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "trusted_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "steady_days" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "clock_mark_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "clock_mark" ADD CONSTRAINT "clock_mark_single_row" CHECK ("id" = 1);
