import type { WebhookModule } from '@/lib/webhooks/endpoints/urls';

/** What one target of a module is called. Apart from the other texts, which the page does not wait for. */
export const moduleNames: Record<WebhookModule, string> = {
  channels: 'Channel',
  bots: 'Bot',
  extensions: 'Extension',
};
