-- Which messages carry a file. Whoever sees one of them may read it; what a message's text says never counts.
CREATE TABLE "message_file" (
    "file_id" UUID NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "message_seq" BIGINT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_file_pkey" PRIMARY KEY ("file_id","feed_id","message_seq")
);

ALTER TABLE "message_file" ADD CONSTRAINT "message_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A call makes its messages at one instant and with the same content: one for each receiver, numbered from the file's own on,
-- and for a thread one in its parent, too. Files themselves are only written into a message by the server, under ids it has made.
CREATE FUNCTION "link_file"(linked "file") RETURNS void LANGUAGE sql AS $$
  INSERT INTO "message_file" ("file_id", "feed_id", "message_seq", "sent_at")
  SELECT linked."id", m."feed_id", m."seq", m."sent_at"
  FROM (
    SELECT * FROM "message"
    WHERE "feed_id" = linked."feed_id" AND "seq" = linked."message_seq"
      AND "sent_at" >= linked."created_at" - interval '1 minute' AND "sent_at" < linked."created_at" + interval '1 day'
  ) o
  CROSS JOIN LATERAL (
    SELECT c."feed_id", c."seq", c."sent_at", c."sender_id", c."content" FROM "message" c
    WHERE c."feed_id" = o."feed_id" AND c."seq" >= o."seq" AND c."seq" < o."seq" + 100 AND c."sent_at" = o."sent_at"
    UNION ALL
    SELECT p."feed_id", p."seq", p."sent_at", p."sender_id", p."content"
    FROM "thread" t JOIN "message" p ON p."feed_id" = t."parent_feed_id" AND p."seq" > t."parent_seq"
    WHERE t."feed_id" = o."feed_id" AND p."sent_at" = o."sent_at"
  ) m
  WHERE o."sender_id" = linked."owner_id" AND m."sender_id" = o."sender_id" AND m."content" = o."content"
  ON CONFLICT DO NOTHING
$$;

SELECT "link_file"(f) FROM "file" f WHERE f."feed_id" IS NOT NULL;

-- Runs when a call's statement is complete, whichever version of the server wrote it; posts without files do not pay for it.
CREATE FUNCTION "link_accepted_file"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "link_file"(NEW);
  RETURN NULL;
END
$$;

CREATE TRIGGER "file_accepted" AFTER UPDATE OF "feed_id", "message_seq" ON "file"
  FOR EACH ROW WHEN (NEW."feed_id" IS NOT NULL AND OLD."feed_id" IS NULL)
  EXECUTE FUNCTION "link_accepted_file"();
