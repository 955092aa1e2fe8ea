/** The page that opens Get Webhook URL with this channel chosen. */
export function webhookUrlHref(uniqueName: string): string {
  return `/bots-and-tools/webhook-tokens?module=channels&target=${encodeURIComponent(uniqueName)}`;
}
