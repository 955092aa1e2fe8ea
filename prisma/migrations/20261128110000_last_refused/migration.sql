-- When a token's last refused call came, beside how many there were (`refusals`). Processes of the release before count
-- refusals as they did and leave the time alone.
ALTER TABLE "webhook_token" ADD COLUMN "last_refused_at" TIMESTAMPTZ(3);
