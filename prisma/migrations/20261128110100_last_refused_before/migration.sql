-- The last refusal of before: the half hour is known of each token, and the call is looked up there alone, however long the history.
-- Of a minute of which no call was kept, and where the calls are gone, it is the beginning. Nothing is locked while this reads.
CREATE TEMP TABLE "last_refusal" ON COMMIT DROP AS
SELECT t."id" AS "token_id", coalesce(greatest(i."received_at", o."minute"), s."slot")::timestamptz(3) AS "at"
FROM "webhook_token" t
CROSS JOIN LATERAL (
  SELECT "slot" FROM "usage_slot"
  WHERE "token_id" = t."id" AND "refused" + "failed" > 0 ORDER BY "slot" DESC LIMIT 1
) s
LEFT JOIN LATERAL (
  -- A call's id is its time. It may have come some time before it was counted: a file takes up to half an hour to arrive.
  SELECT "received_at" FROM "invocation"
  WHERE "token_id" = t."id" AND "outcome" NOT IN ('accepted', 'replayed')
    AND "id" >= (lpad(to_hex((extract(epoch FROM s."slot" - interval '31 minutes') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
    AND "id" < (lpad(to_hex((extract(epoch FROM s."slot" + interval '31 minutes') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
  ORDER BY "id" DESC LIMIT 1
) i ON true
LEFT JOIN LATERAL (
  SELECT "minute" FROM "omitted_refusal" WHERE "token_id" = t."id" AND "minute" >= s."slot" ORDER BY "minute" DESC LIMIT 1
) o ON true
WHERE t."refusals" > 0;

-- In the order in which the accepting statement locks, so that neither waits for the other in a circle.
SELECT count(*) FROM (
  SELECT FROM "webhook_token" WHERE "id" IN (SELECT "token_id" FROM "last_refusal")
  ORDER BY "user_id", "id" FOR NO KEY UPDATE
) locked;

UPDATE "webhook_token" t SET "last_refused_at" = greatest(t."last_refused_at", l."at")
FROM "last_refusal" l WHERE l."token_id" = t."id";
