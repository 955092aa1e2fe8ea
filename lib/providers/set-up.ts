import 'server-only';

/** How a service is pointed at an `incoming` endpoint. */
export type SetUp = {
  /** The name that people use. */
  service: string;
  /** The way to its webhook settings, in its own words. */
  where: string;
  /** The setting that takes the URL. */
  setting: string;
  /** Where the key goes: into the URL, or into a header by a setting of this name. */
  key: 'in the URL' | { header: string };
};

const IN_URL = 'in the URL' as const;

/** By provider, in the order of the guide (`docs/any-service.md`); a test compares the two. */
export const setUps: Readonly<Record<string, SetUp>> = {
  github: {
    service: 'GitHub',
    where: 'repository or organisation → Settings → Webhooks → Add webhook',
    setting: 'Payload URL; Content type `application/json`',
    key: IN_URL,
  },
  gitea: {
    service: 'Gitea, Forgejo, Gogs',
    where: 'repository or organisation → Settings → Webhooks → Add Webhook → Gitea (Forgejo, Gogs)',
    setting: 'Target URL; POST Content Type `application/json`',
    key: { header: 'Authorization Header' },
  },
  gitlab: {
    service: 'GitLab',
    where: 'project or group → Settings → Webhooks → Add new webhook',
    setting: 'URL',
    key: { header: 'Custom headers' },
  },
  bitbucket: {
    service: 'Bitbucket',
    where: 'Repository settings → Webhooks → Add webhook',
    setting: 'URL',
    key: IN_URL,
  },
  jira: { service: 'Jira', where: 'Settings → System → WebHooks', setting: 'URL', key: IN_URL },
  grafana: {
    service: 'Grafana',
    where: 'Alerting → Contact points → Add contact point, integration Webhook',
    setting: 'URL',
    key: { header: 'Authorization header: scheme `Bearer`, credentials' },
  },
  alertmanager: {
    service: 'Prometheus Alertmanager',
    where: '`alertmanager.yml`, `webhook_configs` of a receiver',
    setting: '`url`',
    key: { header: '`http_config.authorization.credentials`' },
  },
  zabbix: {
    service: 'Zabbix',
    where: 'Alerts → Media types → Import, the file of *Get Webhook URL*',
    setting: '`postern_url`',
    key: { header: '`postern_key`' },
  },
  nagios: {
    service: 'Nagios, Naemon, Icinga, Checkmk',
    where: 'a notification command (below)',
    setting: 'the address that curl calls',
    key: { header: '`-H "Authorization: Bearer …"`' },
  },
  'uptime-kuma': {
    service: 'Uptime Kuma',
    where: 'Settings → Notifications → Setup Notification, type Webhook',
    setting: 'Post URL',
    key: { header: 'Additional Headers' },
  },
  healthchecks: {
    service: 'Healthchecks',
    where: 'Integrations → Webhook (below)',
    setting: 'URL',
    key: { header: 'Request Headers' },
  },
  sentry: {
    service: 'Sentry',
    where: 'Settings → Custom Integrations → Internal Integration',
    setting: 'Webhook URL',
    key: IN_URL,
  },
  jenkins: {
    service: 'Jenkins, Notification plugin',
    where: 'job → Configure → Job Notifications → Add Endpoint, format JSON, protocol HTTP',
    setting: 'URL',
    key: IN_URL,
  },
  'argo-cd': {
    service: 'Argo CD',
    where: '`argocd-notifications-cm`, `service.webhook.…` (below)',
    setting: '`url`',
    key: { header: '`headers`' },
  },
  stripe: {
    service: 'Stripe',
    where: 'Workbench → Webhooks → Add destination, type Webhook endpoint',
    setting: 'Endpoint URL',
    key: IN_URL,
  },
  shopify: {
    service: 'Shopify',
    where: 'Settings → Notifications → Webhooks → Create webhook, format JSON',
    setting: 'URL',
    key: IN_URL,
  },
  pagerduty: {
    service: 'PagerDuty',
    where: 'Integrations → Generic Webhooks (v3) → New Webhook',
    setting: 'Webhook URL',
    key: { header: 'Custom Header' },
  },
  'azure-monitor': {
    service: 'Azure Monitor',
    where: 'Action groups → Actions → Webhook, common alert schema enabled',
    setting: 'URI',
    key: IN_URL,
  },
  'aws-sns': {
    service: 'Amazon SNS, CloudWatch',
    where: 'topic → Create subscription, protocol HTTPS; then open the link that the channel shows',
    setting: 'Endpoint',
    key: IN_URL,
  },
  'docker-hub': {
    service: 'Docker Hub',
    where: 'repository → Webhooks',
    setting: 'Webhook URL',
    key: IN_URL,
  },
  npm: { service: 'npm', where: '`npm hook add`', setting: 'its second argument', key: IN_URL },
  'cloud-events': {
    service: 'CloudEvents: Azure Event Grid, Knative and others',
    where: 'event subscription, endpoint type Web Hook, schema Cloud Event v1.0; elsewhere a sink over HTTP',
    setting: 'Subscriber endpoint; the sink’s URI',
    key: IN_URL,
  },
  slack: {
    service: 'whatever posts to Slack or Mattermost',
    where: 'its settings for Slack',
    setting: 'Webhook URL',
    key: IN_URL,
  },
  discord: {
    service: '… to Discord',
    where: 'its settings for Discord',
    setting: 'Webhook URL',
    key: IN_URL,
  },
  teams: {
    service: '… to Microsoft Teams',
    where: 'its settings for Teams',
    setting: 'Webhook URL',
    key: IN_URL,
  },
  'google-chat': {
    service: '… to Google Chat',
    where: 'its settings for Google Chat',
    setting: 'Webhook URL',
    key: IN_URL,
  },
  cliq: {
    service: 'your own scripts, messages of Postern',
    where: 'the call itself',
    setting: 'its address',
    key: { header: '`Authorization: Bearer …`' },
  },
};
