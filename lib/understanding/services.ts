/**
 * The services that a target's calls may be declared to come from, in alphabetical order. Browser-safe; `registry.ts`
 * has the providers.
 */
export const SERVICES = [
  { name: 'alertmanager', title: 'Alertmanager' },
  { name: 'aws-sns', title: 'Amazon SNS' },
  { name: 'argo-cd', title: 'Argo CD' },
  { name: 'azure-monitor', title: 'Azure Monitor' },
  { name: 'bitbucket', title: 'Bitbucket' },
  { name: 'cloud-events', title: 'CloudEvents' },
  { name: 'discord', title: 'Discord’s form' },
  { name: 'docker-hub', title: 'Docker Hub' },
  { name: 'gitea', title: 'Gitea' },
  { name: 'github', title: 'GitHub' },
  { name: 'gitlab', title: 'GitLab' },
  { name: 'google-chat', title: 'Google Chat’s form' },
  { name: 'grafana', title: 'Grafana' },
  { name: 'healthchecks', title: 'Healthchecks' },
  { name: 'jenkins', title: 'Jenkins' },
  { name: 'jira', title: 'Jira' },
  { name: 'cliq', title: 'Messages of Postern' },
  { name: 'teams', title: 'Microsoft Teams’ form' },
  { name: 'nagios', title: 'Nagios' },
  { name: 'npm', title: 'npm' },
  { name: 'pagerduty', title: 'PagerDuty' },
  { name: 'sentry', title: 'Sentry' },
  { name: 'shopify', title: 'Shopify' },
  { name: 'slack', title: 'Slack’s form' },
  { name: 'stripe', title: 'Stripe' },
  { name: 'uptime-kuma', title: 'Uptime Kuma' },
  { name: 'zabbix', title: 'Zabbix' },
] as const;

export type ServiceName = (typeof SERVICES)[number]['name'];

/** `automatic`: recognised call by call. `nothing`: every call is drawn as an unknown one. */
export const UNDERSTOOD_AS = ['automatic', 'nothing', ...SERVICES.map(({ name }) => name)] as [
  'automatic',
  'nothing',
  ...ServiceName[],
];
