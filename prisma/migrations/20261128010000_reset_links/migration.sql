-- CreateEnum
CREATE TYPE "reset_origin" AS ENUM ('ADMINISTRATOR', 'COMMAND_LINE', 'EMAIL');

-- CreateTable
CREATE TABLE "reset_link" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "user_id" TEXT NOT NULL,
    "origin" "reset_origin" NOT NULL,
    "issued_by_id" TEXT,
    "resets_password" BOOLEAN NOT NULL,
    "resets_second_factors" BOOLEAN NOT NULL,
    "disables_tokens" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "reset_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "reset_link_token_hash_key" ON "reset_link"("token_hash");

-- CreateIndex
CREATE INDEX "reset_link_user_id_idx" ON "reset_link"("user_id");

-- AddForeignKey
ALTER TABLE "reset_link" ADD CONSTRAINT "reset_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reset_link" ADD CONSTRAINT "reset_link_issued_by_id_fkey" FOREIGN KEY ("issued_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A link that resets nothing would be one more way to sign everybody out.
ALTER TABLE "reset_link" ADD CONSTRAINT "reset_link_resets_something" CHECK ("resets_password" OR "resets_second_factors");

-- Without an active administrator nobody could let anybody in again. Kept here, for every process and whichever verb: of two who
-- take each other's role at once, the second waits for the first and is refused. The lock is the one row of the organisation.
CREATE FUNCTION "keep_an_administrator"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "organization" FOR NO KEY UPDATE;
  IF NOT EXISTS (SELECT FROM "user" WHERE "role" = 'ADMINISTRATOR' AND "deactivated_at" IS NULL) THEN
    RAISE check_violation USING
      MESSAGE = 'user_last_administrator: there must be an active administrator',
      TABLE = TG_TABLE_NAME,
      CONSTRAINT = 'user_last_administrator';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "user_last_administrator" AFTER UPDATE OF "role", "deactivated_at" ON "user"
  FOR EACH ROW WHEN (
    OLD."role" = 'ADMINISTRATOR' AND OLD."deactivated_at" IS NULL
    AND (NEW."role" <> 'ADMINISTRATOR' OR NEW."deactivated_at" IS NOT NULL))
  EXECUTE FUNCTION "keep_an_administrator"();
