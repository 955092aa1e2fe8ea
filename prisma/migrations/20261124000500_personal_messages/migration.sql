-- Messages to one person are found by person: a bot that writes to many has few for each. Partial, so that
-- messages to everybody, which the accept path writes most, do not pay for it.
CREATE INDEX "message_personal" ON "message" ("feed_id", "recipient_id", "seq") WHERE "recipient_id" IS NOT NULL;
