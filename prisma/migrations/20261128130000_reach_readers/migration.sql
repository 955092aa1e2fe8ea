-- How somebody wants to hear of a feed's messages, kept with the membership, so that it is the same on every machine of theirs.
CREATE TYPE "feed_notify" AS ENUM ('OFF', 'MENTIONS', 'ALL');
ALTER TABLE "feed_member"
  ADD COLUMN "muted" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "notify" "feed_notify" NOT NULL DEFAULT 'MENTIONS';

-- A new membership is told as one that is gone: whoever counts somebody's unread messages asks again which feeds they have.
-- The function calls its rows `gone`; it reads nothing of them but whose they are.
CREATE TRIGGER "feed_member_added" AFTER INSERT ON "feed_member"
  REFERENCING NEW TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_access"();
