-- Whoever takes somebody's right to read away says so with the commit, whichever verb, process or person at psql did it: live
-- streams (lib/streams) ask again at once. The payload is a user's id, or `*` where it would be very many.
CREATE FUNCTION "tell_of_access"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE people text[];
BEGIN
  people := ARRAY(SELECT DISTINCT "user_id" FROM gone LIMIT 101);
  IF cardinality(people) > 100 THEN
    people := ARRAY['*'];
  END IF;
  PERFORM pg_notify('postern_access', person) FROM unnest(people) person;
  RETURN NULL;
END
$$;

CREATE TRIGGER "session_removed" AFTER DELETE ON "session"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_access"();
CREATE TRIGGER "feed_member_removed" AFTER DELETE ON "feed_member"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_access"();
CREATE TRIGGER "webhook_token_removed" AFTER DELETE ON "webhook_token"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_access"();

CREATE FUNCTION "tell_of_access_of"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('postern_access', coalesce(to_jsonb(NEW) ->> TG_ARGV[0], '*'));
  RETURN NULL;
END
$$;

-- Looked at only where one of these columns changes: `last_seen_at` is written all the time.
CREATE TRIGGER "session_changed" AFTER UPDATE OF "id", "revoked_at", "expires_at", "step_up_verified_at" ON "session"
  FOR EACH ROW WHEN (
    (OLD."id", OLD."revoked_at", OLD."expires_at", OLD."step_up_verified_at")
    IS DISTINCT FROM (NEW."id", NEW."revoked_at", NEW."expires_at", NEW."step_up_verified_at"))
  EXECUTE FUNCTION "tell_of_access_of"('user_id');
CREATE TRIGGER "user_deactivated" AFTER UPDATE OF "deactivated_at" ON "user"
  FOR EACH ROW WHEN (OLD."deactivated_at" IS DISTINCT FROM NEW."deactivated_at")
  EXECUTE FUNCTION "tell_of_access_of"('id');
CREATE TRIGGER "bot_access_changed" AFTER UPDATE OF "access" ON "bot"
  FOR EACH ROW WHEN (OLD."access" IS DISTINCT FROM NEW."access")
  EXECUTE FUNCTION "tell_of_access_of"('nobody');
