/**
 * The services whose signatures can be checked, in the order of the picker. Browser-safe; `scheme-of.ts` says how
 * they sign.
 */
export const SCHEMES = [
  {
    name: 'github',
    label: 'GitHub',
    where: 'Repository or organization → Settings → Webhooks → your webhook → Secret.',
  },
  {
    name: 'gitlab',
    label: 'GitLab',
    where:
      'Project → Settings → Webhooks → your webhook → Signing token (begins with whsec_), or the older Secret token.',
  },
  {
    name: 'stripe',
    label: 'Stripe',
    where: 'Workbench → Webhooks → your destination → Signing secret (begins with whsec_).',
  },
  {
    name: 'sentry',
    label: 'Sentry',
    where: 'Settings → Custom Integrations → your integration → Credentials → Client Secret.',
  },
  {
    name: 'jira',
    label: 'Jira',
    where: 'Settings → System → WebHooks → your webhook → Secret. Only these webhooks are signed.',
  },
  {
    name: 'shopify',
    label: 'Shopify',
    where: 'Settings → Notifications → Webhooks: the text below the list. For an app: its Client secret.',
  },
  {
    name: 'slack',
    label: 'Slack',
    where: 'api.slack.com/apps → your app → Basic Information → Signing Secret.',
  },
  {
    name: 'grafana',
    label: 'Grafana',
    where:
      'Contact point → Optional webhook settings → HMAC signature → Secret. For the time to be checked, too, name the timestamp header X-Grafana-Alerting-Timestamp.',
  },
  {
    name: 'zoom',
    label: 'Zoom',
    where: 'marketplace.zoom.us → your app → Features → Access → Secret Token.',
  },
  {
    name: 'standard-webhooks',
    label: 'Standard Webhooks',
    where:
      'The signing secret of the endpoint at the sender; it begins with whsec_. Svix and many others sign this way.',
  },
  { name: 'custom', label: 'Other (HMAC)', where: 'What the sender calls its signing secret or key.' },
] as const;

export type SchemeName = (typeof SCHEMES)[number]['name'];

export const SIGNATURE_MODES = ['OFF', 'WARN', 'REQUIRE'] as const;
export type SignatureMode = (typeof SIGNATURE_MODES)[number];

/** Secrets that count at once: the present one and the next. */
export const MAX_SECRETS = 2;
export const MAX_SECRET_CHARACTERS = 500;

/** How far a signed time may be from now. */
export const SIGNATURE_AGE_MS = 5 * 60_000;
