-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "feed_kind" ADD VALUE 'DIRECT';
ALTER TYPE "feed_kind" ADD VALUE 'THREAD';

-- CreateTable
CREATE TABLE "direct_chat" (
    "feed_id" INTEGER NOT NULL,
    "low_id" TEXT NOT NULL,
    "high_id" TEXT NOT NULL,

    CONSTRAINT "direct_chat_pkey" PRIMARY KEY ("feed_id")
);

-- CreateTable
CREATE TABLE "thread" (
    "feed_id" INTEGER NOT NULL,
    "parent_feed_id" INTEGER NOT NULL,
    "parent_seq" BIGINT NOT NULL,
    "title" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("feed_id")
);

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL,
    "owner_id" TEXT NOT NULL,
    "feed_id" INTEGER,
    "message_seq" BIGINT,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_chunk" (
    "file_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_chunk_pkey" PRIMARY KEY ("file_id","n")
);

-- CreateTable
CREATE TABLE "poll_vote" (
    "feed_id" INTEGER NOT NULL,
    "message_seq" BIGINT NOT NULL,
    "user_id" TEXT NOT NULL,
    "option" SMALLINT NOT NULL,
    "voted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "poll_vote_pkey" PRIMARY KEY ("feed_id","message_seq","user_id")
);

-- CreateIndex
CREATE INDEX "direct_chat_high_id_idx" ON "direct_chat"("high_id");

-- CreateIndex
CREATE UNIQUE INDEX "direct_chat_low_id_high_id_key" ON "direct_chat"("low_id", "high_id");

-- CreateIndex
CREATE UNIQUE INDEX "thread_parent_feed_id_parent_seq_key" ON "thread"("parent_feed_id", "parent_seq");

-- CreateIndex
CREATE INDEX "file_created_at_idx" ON "file"("created_at");

-- AddForeignKey
ALTER TABLE "direct_chat" ADD CONSTRAINT "direct_chat_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_chat" ADD CONSTRAINT "direct_chat_low_id_fkey" FOREIGN KEY ("low_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_chat" ADD CONSTRAINT "direct_chat_high_id_fkey" FOREIGN KEY ("high_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_parent_feed_id_fkey" FOREIGN KEY ("parent_feed_id") REFERENCES "feed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_chunk" ADD CONSTRAINT "file_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
