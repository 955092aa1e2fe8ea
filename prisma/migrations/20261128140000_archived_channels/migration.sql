-- A channel that is archived takes no more messages; what it holds stays. On the feed, whose row the accepting statement locks: what
-- is archived there is seen by every call that had not been accepted before. Null costs a row nothing.
ALTER TABLE "feed" ADD COLUMN "archived_at" TIMESTAMPTZ(3);

-- Live pages are told with the commit (lib/streams). Looked at only where this column is set: `last_seq` is all the time.
CREATE TRIGGER "feed_archived" AFTER UPDATE OF "archived_at" ON "feed"
  FOR EACH ROW WHEN (OLD."archived_at" IS DISTINCT FROM NEW."archived_at")
  EXECUTE FUNCTION "tell_of_access_of"('nobody');
