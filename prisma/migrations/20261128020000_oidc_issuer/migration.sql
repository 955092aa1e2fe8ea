-- A subject is one person only together with its issuer. Links from before get their issuer at the next start
-- (lib/accounts/adopt-oidc-links.ts); until then, and while older processes still serve, they are unique by themselves.
ALTER TABLE "user" ADD COLUMN "oidc_issuer" TEXT;
CREATE UNIQUE INDEX "user_oidc_issuer_oidc_subject_key" ON "user"("oidc_issuer", "oidc_subject");
CREATE UNIQUE INDEX "user_oidc_subject_without_issuer_key" ON "user"("oidc_subject") WHERE "oidc_issuer" IS NULL;
DROP INDEX "user_oidc_subject_key";

-- Whether a passkey may be on several devices: their counts are not comparable.
ALTER TABLE "passkey" ADD COLUMN "backup_eligible" BOOLEAN;
