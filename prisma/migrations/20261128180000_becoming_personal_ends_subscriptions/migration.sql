-- A bot that becomes personal keeps no subscriber but its creator. The feed's lock comes first: calls that are being accepted make
-- their receivers subscribers under it, and the statement after it sees them.
CREATE FUNCTION "end_subscriptions"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "feed" WHERE "id" = NEW."feed_id" FOR NO KEY UPDATE;
  DELETE FROM "feed_member" WHERE "feed_id" = NEW."feed_id" AND "user_id" <> NEW."created_by_id";
  RETURN NULL;
END
$$;

CREATE TRIGGER "bot_becomes_personal" AFTER UPDATE OF "access" ON "bot"
  FOR EACH ROW WHEN (NEW."access" = 'PERSONAL' AND OLD."access" <> 'PERSONAL') EXECUTE FUNCTION "end_subscriptions"();
