-- A call that was accepted while its bot was being made personal has read the bot as it was, and makes its receiver a subscriber
-- after the others were removed. Who writes waits for the feed's lock; this looks again once it has it. Only for rows that
-- are really new: a message to somebody who subscribes already fires nothing.
CREATE FUNCTION "leave_personal_bot"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "feed_member" m USING "bot" b
  WHERE m."feed_id" = NEW."feed_id" AND m."user_id" = NEW."user_id"
    AND b."feed_id" = NEW."feed_id" AND b."access" = 'PERSONAL' AND b."created_by_id" <> NEW."user_id";
  RETURN NULL;
END
$$;

CREATE TRIGGER "feed_member_of_personal_bot" AFTER INSERT ON "feed_member"
  FOR EACH ROW EXECUTE FUNCTION "leave_personal_bot"();
