import { API_PREFIX, type Endpoint, type EndpointName, endpoints } from './table';

/** The modules that Get Webhook URL offers. */
export type WebhookModule = 'channels' | 'bots' | 'extensions';

type AppCredentials = { appId: string; appKey: string };
export type WebhookOption =
  | { module: 'channels'; uniqueName: string }
  | { module: 'bots'; uniqueName: string }
  | { module: 'extensions'; sandbox?: AppCredentials; marketplace?: AppCredentials };

const USES: Record<EndpointUrl['id'], string> = {
  channel_message: 'For a message that is ready: it is posted in the channel as it is sent.',
  channel_incoming: 'For any service, whatever it sends: it is read, and shown as a message.',
  bot_incoming: 'For any service, whatever it sends: the bot’s handler makes the message of it.',
  bot_message: 'For a message that is ready: the bot sends it as it is. No handler runs.',
  extension_sandbox: 'For trying out: runs the code you are editing, and only you see its messages.',
  extension_marketplace: 'For real use: runs the published version.',
};

export type EndpointUrl = {
  /** Stable: React keys and tests use it. */
  id:
    | 'channel_message'
    | 'channel_incoming'
    | 'bot_incoming'
    | 'bot_message'
    | 'extension_sandbox'
    | 'extension_marketplace';
  label: string;
  /** A sentence that says when to use this URL. */
  use: string;
  /** The specification's form: `/api/v2/…`. */
  url: string;
  /** The form below `/company/{org_id}/api/v2`, as Cliq's own dialog gives it. */
  companyUrl: string;
};

/** Stands in a URL where no token was given. */
export const TOKEN_PLACEHOLDER = 'paste_webhook_token_here';

/**
 * The complete endpoint URLs of one option, in the order they are shown. With a `token` they hold the whole secret:
 * show them masked, and hand them to nothing but the clipboard.
 */
export function endpointUrls(input: {
  publicUrl: string;
  orgId: string;
  option: WebhookOption;
  token?: string;
}): EndpointUrl[] {
  const zapikey = input.token ?? TOKEN_PLACEHOLDER;
  const make = (
    id: EndpointUrl['id'],
    label: string,
    name: EndpointName,
    segment: string,
    appkey?: string,
  ): EndpointUrl => {
    const endpoint: Endpoint = endpoints.find((candidate) => candidate.name === name)!;
    const path = endpoint.path.replace(/\{[^}]+\}/, encodeURIComponent(segment));
    const values = { zapikey, appkey: appkey ?? '' };
    const query = new URLSearchParams(
      endpoint.credentials.map((credential) => [credential, values[credential]]),
    );
    const origin = input.publicUrl.replace(/\/+$/, '');
    return {
      id,
      label,
      use: USES[id],
      url: `${origin}${API_PREFIX}${path}?${query}`,
      companyUrl: `${origin}/company/${input.orgId}${API_PREFIX}${path}?${query}`,
    };
  };

  const { option } = input;
  if (option.module === 'channels') {
    return [
      make('channel_message', 'Channels Message Endpoint', 'channel_message', option.uniqueName),
      make(
        'channel_incoming',
        'Incoming webhook endpoint: any service',
        'channel_incoming',
        option.uniqueName,
      ),
    ];
  }
  if (option.module === 'bots') {
    return [
      make('bot_incoming', 'Incoming webhook endpoint', 'bot_incoming', option.uniqueName),
      make('bot_message', 'Bot Message Endpoint', 'bot_message', option.uniqueName),
    ];
  }
  const { sandbox, marketplace } = option;
  return [
    ...(sandbox
      ? [make('extension_sandbox', 'Sandbox endpoint', 'application_incoming', sandbox.appId, sandbox.appKey)]
      : []),
    ...(marketplace
      ? [
          make(
            'extension_marketplace',
            'Marketplace endpoint',
            'application_incoming',
            marketplace.appId,
            marketplace.appKey,
          ),
        ]
      : []),
  ];
}
