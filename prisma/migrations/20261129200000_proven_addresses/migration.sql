-- Whether somebody vouched that an address is its account's person's. Of the accounts of before it is known of the first one, of those
-- linked with a provider, and of those whose invitation to their address is still there; the others prove it by their password, once.
ALTER TABLE "user" ADD COLUMN "email_proven" BOOLEAN NOT NULL DEFAULT false;

UPDATE "user" u SET "email_proven" = true
WHERE u."oidc_subject" IS NOT NULL
  OR u."id" = (SELECT "id" FROM "user" ORDER BY "created_at", "id" LIMIT 1)
  OR EXISTS (SELECT FROM "invitation" i WHERE i."accepted_by_id" = u."id" AND i."email" = u."email");
