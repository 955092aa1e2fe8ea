-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('ADMINISTRATOR', 'MEMBER');

-- CreateEnum
CREATE TYPE "challenge_purpose" AS ENUM ('SIGN_IN', 'STEP_UP', 'ENROL');

-- CreateEnum
CREATE TYPE "feed_kind" AS ENUM ('CHANNEL', 'BOT', 'EXTENSION');

-- CreateEnum
CREATE TYPE "channel_access" AS ENUM ('ORGANIZATION', 'PRIVATE');

-- CreateEnum
CREATE TYPE "bot_access" AS ENUM ('ORGANIZATION', 'PERSONAL');

-- CreateTable
CREATE TABLE "organization" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "oidc_subject" TEXT,
    "role" "role" NOT NULL DEFAULT 'MEMBER',
    "deactivated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "step_up_verified_at" TIMESTAMPTZ(3),
    "step_up_method" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "source_address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkey" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "sign_count" BIGINT NOT NULL,
    "transports" TEXT[],
    "synced" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webauthn_challenge" (
    "id" UUID NOT NULL,
    "challenge" TEXT NOT NULL,
    "purpose" "challenge_purpose" NOT NULL,
    "user_id" TEXT,
    "session_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webauthn_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "totp_secret" (
    "user_id" TEXT NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "key_version" SMALLINT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_used_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "totp_secret_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "email" TEXT,
    "role" "role" NOT NULL DEFAULT 'MEMBER',
    "invited_by_id" TEXT NOT NULL,
    "accepted_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt_counter" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "blocked_until" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_counter_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "webhook_token" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "public_id" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "key_version" SMALLINT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "owner_active" BOOLEAN NOT NULL DEFAULT true,
    "invocations" BIGINT NOT NULL DEFAULT 0,
    "refusals" BIGINT NOT NULL DEFAULT 0,
    "last_invoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invocation" (
    "id" UUID NOT NULL,
    "token_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_us" INTEGER NOT NULL,
    "request_id" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "status" SMALLINT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "source_address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "request_headers" TEXT NOT NULL,
    "body_size" INTEGER NOT NULL,
    "body" BYTEA,
    "feed_id" INTEGER,
    "message_seq" BIGINT,

    CONSTRAINT "invocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feed" (
    "id" SERIAL NOT NULL,
    "kind" "feed_kind" NOT NULL,
    "last_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feed_member" (
    "feed_id" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "from_seq" BIGINT NOT NULL DEFAULT 0,
    "last_read_seq" BIGINT NOT NULL DEFAULT 0,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feed_member_pkey" PRIMARY KEY ("feed_id","user_id")
);

-- CreateTable
CREATE TABLE "message" (
    "feed_id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "recipient_id" TEXT,
    "sender_id" TEXT NOT NULL,
    "bot_id" TEXT,
    "token_id" UUID,
    "via" TEXT,
    "content" TEXT NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("feed_id","seq")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" TEXT NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "unique_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "access" "channel_access" NOT NULL DEFAULT 'ORGANIZATION',
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bot" (
    "id" TEXT NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "unique_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "image_url" TEXT,
    "access" "bot_access" NOT NULL DEFAULT 'ORGANIZATION',
    "handler_code" TEXT,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "extension" (
    "number" BIGSERIAL NOT NULL,
    "feed_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "owner_id" TEXT NOT NULL,
    "sandbox_key_hash" BYTEA NOT NULL,
    "sandbox_key_ciphertext" BYTEA NOT NULL,
    "marketplace_key_hash" BYTEA NOT NULL,
    "marketplace_key_ciphertext" BYTEA NOT NULL,
    "key_version" SMALLINT NOT NULL,
    "sandbox_code" TEXT,
    "published_version" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "extension_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "extension_version" (
    "extension_number" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "code" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "published_by_id" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "extension_version_pkey" PRIMARY KEY ("extension_number","version")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "source_address" TEXT,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_oidc_subject_key" ON "user"("oidc_subject");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");

-- CreateIndex
CREATE INDEX "passkey_user_id_idx" ON "passkey"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "webauthn_challenge_challenge_key" ON "webauthn_challenge"("challenge");

-- CreateIndex
CREATE INDEX "webauthn_challenge_expires_at_idx" ON "webauthn_challenge"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_code_user_id_code_hash_key" ON "recovery_code"("user_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_accepted_by_id_key" ON "invitation"("accepted_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_token_public_id_key" ON "webhook_token"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_token_secret_hash_key" ON "webhook_token"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_token_user_id_slot_key" ON "webhook_token"("user_id", "slot");

-- CreateIndex
CREATE INDEX "invocation_token_id_id_idx" ON "invocation"("token_id", "id" DESC);

-- CreateIndex
CREATE INDEX "feed_member_user_id_idx" ON "feed_member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_feed_id_key" ON "channel"("feed_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_unique_name_key" ON "channel"("unique_name");

-- CreateIndex
CREATE UNIQUE INDEX "bot_feed_id_key" ON "bot"("feed_id");

-- CreateIndex
CREATE UNIQUE INDEX "bot_unique_name_key" ON "bot"("unique_name");

-- CreateIndex
CREATE UNIQUE INDEX "extension_feed_id_key" ON "extension"("feed_id");

-- CreateIndex
CREATE INDEX "audit_event_subject_id_id_idx" ON "audit_event"("subject_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webauthn_challenge" ADD CONSTRAINT "webauthn_challenge_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webauthn_challenge" ADD CONSTRAINT "webauthn_challenge_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "totp_secret" ADD CONSTRAINT "totp_secret_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_accepted_by_id_fkey" FOREIGN KEY ("accepted_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_token" ADD CONSTRAINT "webhook_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feed_member" ADD CONSTRAINT "feed_member_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feed_member" ADD CONSTRAINT "feed_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot" ADD CONSTRAINT "bot_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bot" ADD CONSTRAINT "bot_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension" ADD CONSTRAINT "extension_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension_version" ADD CONSTRAINT "extension_version_extension_number_fkey" FOREIGN KEY ("extension_number") REFERENCES "extension"("number") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "extension_version" ADD CONSTRAINT "extension_version_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What prisma/schema.prisma cannot say.

-- One installation is one organisation.
CREATE UNIQUE INDEX "organization_single_row" ON "organization" ((true));
ALTER TABLE "organization"
  ADD CONSTRAINT "organization_id_decimal" CHECK ("id" ~ '^[0-9]{1,30}$'),
  ADD CONSTRAINT "organization_name_sane" CHECK ("name" !~ '^\s|\s$' AND char_length("name") BETWEEN 1 AND 100);

ALTER TABLE "user"
  ADD CONSTRAINT "user_email_lower_case" CHECK ("email" = lower("email") AND "email" ~ '^[^\s@]+@[^\s@]+$' AND char_length("email") <= 254),
  ADD CONSTRAINT "user_name_sane" CHECK ("name" !~ '^\s|\s$' AND char_length("name") BETWEEN 1 AND 100);

ALTER TABLE "passkey"
  ADD CONSTRAINT "passkey_name_sane" CHECK ("name" !~ '^\s|\s$' AND char_length("name") BETWEEN 1 AND 100),
  ADD CONSTRAINT "passkey_sign_count_not_negative" CHECK ("sign_count" >= 0);

ALTER TABLE "attempt_counter"
  ADD CONSTRAINT "attempt_counter_failures_not_negative" CHECK ("failures" >= 0);

ALTER TABLE "invitation"
  ADD CONSTRAINT "invitation_email_lower_case" CHECK ("email" = lower("email"));

-- At most five tokens of one user: five slots, each taken once.
ALTER TABLE "webhook_token"
  ADD CONSTRAINT "webhook_token_slot_one_to_five" CHECK ("slot" BETWEEN 1 AND 5),
  ADD CONSTRAINT "webhook_token_name_sane" CHECK ("name" !~ '^\s|\s$' AND char_length("name") BETWEEN 1 AND 50),
  ADD CONSTRAINT "webhook_token_counters_not_negative" CHECK ("invocations" >= 0 AND "refusals" >= 0);

ALTER TABLE "invocation"
  ADD CONSTRAINT "invocation_status_http" CHECK ("status" BETWEEN 100 AND 599),
  ADD CONSTRAINT "invocation_sizes_not_negative" CHECK ("body_size" >= 0 AND "duration_us" >= 0);

-- The wire's message id leaves nine digits for the number.
ALTER TABLE "feed"
  ADD CONSTRAINT "feed_last_seq_range" CHECK ("last_seq" BETWEEN 0 AND 999999999);
ALTER TABLE "message"
  ADD CONSTRAINT "message_seq_range" CHECK ("seq" BETWEEN 1 AND 999999999);

ALTER TABLE "channel"
  ADD CONSTRAINT "channel_unique_name_form" CHECK ("unique_name" ~ '^[a-z0-9][a-z0-9_-]{0,99}$'),
  ADD CONSTRAINT "channel_name_sane" CHECK ("name" !~ '^\s|\s$' AND char_length("name") BETWEEN 1 AND 100);

ALTER TABLE "bot"
  ADD CONSTRAINT "bot_unique_name_form" CHECK ("unique_name" ~ '^[a-z0-9][a-z0-9_-]{0,99}$'),
  ADD CONSTRAINT "bot_name_sane" CHECK ("name" !~ '^\s|\s$' AND char_length("name") BETWEEN 1 AND 100);

-- App ids of the marketplace have five digits at least; the sandbox's follow from them.
ALTER SEQUENCE "extension_number_seq" START WITH 10001 RESTART WITH 10001;
ALTER TABLE "extension"
  ADD CONSTRAINT "extension_name_sane" CHECK ("name" !~ '^\s|\s$' AND char_length("name") BETWEEN 1 AND 100);
ALTER TABLE "extension_version"
  ADD CONSTRAINT "extension_version_positive" CHECK ("version" >= 1);
