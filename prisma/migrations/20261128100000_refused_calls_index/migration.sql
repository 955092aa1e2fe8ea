-- Refused and failed calls by outcome, in the order of the history. Those of a token are few (REFUSAL_QUOTA), its accepted ones may be
-- millions. Partitions that come get theirs with it. Those that are there get it from maintenance, one by one and without a lock
-- that calls would wait for (lib/storage/index-partitions.ts): hence ONLY.
CREATE INDEX "invocation_not_accepted" ON ONLY "invocation" ("token_id", "id", "outcome", "status")
  WHERE "outcome" NOT IN ('accepted', 'replayed');
