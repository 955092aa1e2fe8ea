/** The bot's feed. */
export function botFeedHref(uniqueName: string): string {
  return `/bots/${encodeURIComponent(uniqueName)}`;
}

/** The bot's settings, for people who manage it. */
export function botSettingsHref(uniqueName: string): string {
  return `/bots-and-tools/bots/${encodeURIComponent(uniqueName)}`;
}

/** The page that opens Get Webhook URL with this bot chosen. */
export function botWebhookUrlHref(uniqueName: string): string {
  return `/bots-and-tools/webhook-tokens?module=bots&target=${encodeURIComponent(uniqueName)}`;
}
