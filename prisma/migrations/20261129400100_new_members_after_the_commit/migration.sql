-- Whoever says `postern.announces` tells of its new members itself, after the commit: the accepting statement, since a notification in its
-- transaction has every other notifying transaction of the database wait for its disk. The end of a right is told in any case.
CREATE OR REPLACE FUNCTION "tell_of_access"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE people text[];
BEGIN
  IF TG_OP = 'INSERT' AND current_setting('postern.announces', true) = 'on' THEN
    RETURN NULL;
  END IF;
  people := ARRAY(SELECT DISTINCT "user_id" FROM gone LIMIT 101);
  IF cardinality(people) > 100 THEN
    people := ARRAY['*'];
  END IF;
  PERFORM pg_notify('postern_access', person) FROM unnest(people) person;
  RETURN NULL;
END
$$;
