import type { WebhookModule } from '@/lib/webhooks/endpoints/urls';

export const webhookModules: readonly WebhookModule[] = ['channels', 'bots', 'extensions'];

/** What Get Webhook URL is opened for: a channel's or bot's unique name, or an extension's number. */
export type UrlTarget = { module: WebhookModule; option: string };

/** What a link to the page asks for: `?module=channels&target=builds`. */
export function readUrlTarget(params: URLSearchParams): UrlTarget | undefined {
  const module = webhookModules.find((name) => name === params.get('module'));
  const option = params.get('target');
  return module && option ? { module, option } : undefined;
}
