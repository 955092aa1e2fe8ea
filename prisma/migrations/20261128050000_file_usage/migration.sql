-- How many bytes all files have together, in one row, so that no upload adds them up. Triggers keep it, whoever writes a file and
-- for whatever reason one goes; `file.size` is what is counted of a file, while it arrives as well.
CREATE TABLE "file_usage" (
    "id" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "file_usage_pkey" PRIMARY KEY ("id")
);

-- Once for each statement, after all its files are locked: always files first, then the count, so that nobody waits in a circle.
CREATE FUNCTION "count_files"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  added BIGINT := 0;
BEGIN
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    added := added + coalesce((SELECT sum(size) FROM now_there), 0);
  END IF;
  IF TG_OP IN ('DELETE', 'UPDATE') THEN
    added := added - coalesce((SELECT sum(size) FROM there_before), 0);
  END IF;
  IF added <> 0 THEN
    INSERT INTO "file_usage" AS u ("id", "bytes") VALUES (1, added)
    ON CONFLICT ("id") DO UPDATE SET "bytes" = u."bytes" + excluded."bytes";
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "count_files_added" AFTER INSERT ON "file"
  REFERENCING NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION "count_files"();
CREATE TRIGGER "count_files_removed" AFTER DELETE ON "file"
  REFERENCING OLD TABLE AS there_before FOR EACH STATEMENT EXECUTE FUNCTION "count_files"();
CREATE TRIGGER "count_files_changed" AFTER UPDATE ON "file"
  REFERENCING OLD TABLE AS there_before NEW TABLE AS now_there FOR EACH STATEMENT EXECUTE FUNCTION "count_files"();

-- Nobody writes files now: making the triggers has locked the table until the commit.
INSERT INTO "file_usage" ("id", "bytes") SELECT 1, coalesce(sum("size"), 0) FROM "file";

-- Adds a chunk and counts it. Over the quota (null: none) nothing of that has happened: the count is locked by the trigger until
-- the commit, so of chunks that come at the same time as many are kept as there is room for.
CREATE FUNCTION "add_file_chunk"(of_file UUID, place INTEGER, chunk BYTEA, quota BIGINT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "file_chunk" ("file_id", "n", "bytes") VALUES (of_file, place, chunk);
  UPDATE "file" SET "size" = "size" + length(chunk) WHERE "id" = of_file;
  IF (SELECT "bytes" FROM "file_usage" WHERE "id" = 1) > quota THEN
    RAISE SQLSTATE 'PQ001' USING MESSAGE = 'the files of the organization have used up their quota';
  END IF;
END
$$;
