-- What handlers keep between calls (lib/handlers/store). Namespaces are feeds: each bot and each extension owns one, and what
-- belongs to it goes with it. The sandbox of an extension has a namespace of its own.
CREATE TABLE "handler_store" (
    "feed_id" INTEGER NOT NULL,
    "in_sandbox" BOOLEAN NOT NULL,
    CONSTRAINT "handler_store_pkey" PRIMARY KEY ("feed_id", "in_sandbox"),
    CONSTRAINT "handler_store_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "handler_store_entry" (
    "feed_id" INTEGER NOT NULL,
    "in_sandbox" BOOLEAN NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    CONSTRAINT "handler_store_entry_pkey" PRIMARY KEY ("feed_id", "in_sandbox", "key"),
    CONSTRAINT "handler_store_entry_feed_id_in_sandbox_fkey" FOREIGN KEY ("feed_id", "in_sandbox")
      REFERENCES "handler_store"("feed_id", "in_sandbox") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "handler_store_entry_expires_at_idx" ON "handler_store_entry"("expires_at");

-- At most 200 keys in a namespace. A new key waits for the namespace's row, so that of parallel ones none is counted without the others;
-- what has run out makes room first, so that short lives fill no disk. `now() + 366 days` is the longest a key can have been meant to live.
CREATE FUNCTION "limit_handler_store"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "handler_store_entry" e
   WHERE e."feed_id" = NEW."feed_id" AND e."in_sandbox" = NEW."in_sandbox" AND e."key" = NEW."key"
     AND (e."expires_at" IS NULL OR e."expires_at" > now() AND e."expires_at" <= now() + interval '366 days 10 seconds');
  IF FOUND THEN RETURN NEW; END IF;
  INSERT INTO "handler_store" ("feed_id", "in_sandbox") VALUES (NEW."feed_id", NEW."in_sandbox") ON CONFLICT DO NOTHING;
  PERFORM FROM "handler_store" s WHERE s."feed_id" = NEW."feed_id" AND s."in_sandbox" = NEW."in_sandbox" FOR NO KEY UPDATE;
  DELETE FROM "handler_store_entry" e
   WHERE e."feed_id" = NEW."feed_id" AND e."in_sandbox" = NEW."in_sandbox"
     AND (e."expires_at" <= now() OR e."expires_at" > now() + interval '366 days 10 seconds');
  IF (SELECT count(*) FROM "handler_store_entry" e
       WHERE e."feed_id" = NEW."feed_id" AND e."in_sandbox" = NEW."in_sandbox" AND e."key" <> NEW."key") >= 200 THEN
    RAISE EXCEPTION 'a handler keeps at most 200 keys' USING ERRCODE = 'program_limit_exceeded';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "handler_store_limit" BEFORE INSERT ON "handler_store_entry" FOR EACH ROW EXECUTE FUNCTION "limit_handler_store"();
