-- Feeds whose row is gone and whose messages are still to be removed, a slice at a time (lib/storage/remove-feeds.ts). Triggers fill it, so
-- it knows of feeds that server processes of the release before delete, too.
CREATE TABLE "removed_feed" (
    "feed_id" INTEGER NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "removed_feed_pkey" PRIMARY KEY ("feed_id")
);

CREATE FUNCTION "note_removed_feed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO removed_feed (feed_id) VALUES ((to_jsonb(OLD) ->> TG_ARGV[0])::int)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
-- A thread's row goes with its parent's feed; its own feed goes after it.
CREATE TRIGGER "feed_is_removed" AFTER DELETE ON "feed" FOR EACH ROW EXECUTE FUNCTION "note_removed_feed"('id');
CREATE TRIGGER "thread_is_removed" AFTER DELETE ON "thread" FOR EACH ROW EXECUTE FUNCTION "note_removed_feed"('feed_id');
