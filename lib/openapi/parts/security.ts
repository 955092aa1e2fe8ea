import type { Endpoint } from '@/lib/webhooks/endpoints/table';
import type { SecurityScheme } from './types';

/** The places for a token; a call with several must have the same token in all. */
const tokenSchemes: Record<string, SecurityScheme> = {
  zapikey: {
    type: 'apiKey',
    in: 'query',
    name: 'zapikey',
    description: 'The webhook token as a query parameter, anywhere among the others.',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'The webhook token after `Bearer`.' },
  xWebhookToken: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Webhook-Token',
    description: 'The webhook token alone.',
  },
  oauthtoken: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'The webhook token after `Zoho-oauthtoken`, as some Cliq clients send it.',
  },
};

export const securitySchemes: Record<string, SecurityScheme> = {
  ...tokenSchemes,
  appkey: {
    type: 'apiKey',
    in: 'query',
    name: 'appkey',
    description:
      'Beside the token, for extensions: the key that belongs to the app id. Also read as `extension_key`.',
  },
};

/** A token in one of its places, and the endpoint's other credentials. */
export function securityOf({ credentials }: Endpoint): Record<string, string[]>[] {
  const others = credentials.filter((credential) => credential !== 'zapikey');
  return Object.keys(tokenSchemes).map((scheme) =>
    Object.fromEntries([scheme, ...others].map((name) => [name, []])),
  );
}
