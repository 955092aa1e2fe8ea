export function extensionHref(number: string): string {
  return `/bots-and-tools/extensions/${number}`;
}

/** The page that opens Get Webhook URL with this extension chosen. */
export function extensionWebhookUrlHref(number: string): string {
  return `/bots-and-tools/webhook-tokens?module=extensions&target=${number}`;
}
