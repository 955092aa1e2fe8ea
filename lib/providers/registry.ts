import 'server-only';
import { alertmanager } from './alertmanager/provider';
import { argoCd } from './argo-cd/provider';
import { awsSns } from './aws-sns/provider';
import { azureMonitor } from './azure-monitor/provider';
import { bitbucket } from './bitbucket/provider';
import { cliq } from './cliq/provider';
import { cloudEvents } from './cloud-events/provider';
import { discord } from './discord/provider';
import { dockerHub } from './docker-hub/provider';
import { madeBy } from './fault';
import { gitea } from './gitea/provider';
import { github } from './github/provider';
import { gitlab } from './gitlab/provider';
import { googleChat } from './google-chat/provider';
import { grafana } from './grafana/provider';
import { healthchecks } from './healthchecks/provider';
import { jenkins } from './jenkins/provider';
import { jira } from './jira/provider';
import { nagios } from './nagios/provider';
import { npm } from './npm/provider';
import { pagerduty } from './pagerduty/provider';
import type { Provider, ServiceCall } from './provider';
import { sentry } from './sentry/provider';
import { shopify } from './shopify/provider';
import { slack } from './slack/provider';
import { stripe } from './stripe/provider';
import { teams } from './teams/provider';
import { uptimeKuma } from './uptime-kuma/provider';
import { zabbix } from './zabbix/provider';

/**
 * Providers in the order in which they are asked: envelopes, services with headers and shapes of their own, services
 * whose users write the JSON, then formats of other chats. A new one is a folder beside these, and a line here.
 */
export const providers: readonly Provider[] = [
  cloudEvents,
  gitea,
  github,
  gitlab,
  bitbucket,
  jira,
  sentry,
  stripe,
  shopify,
  npm,
  awsSns,
  pagerduty,
  azureMonitor,
  dockerHub,
  grafana,
  alertmanager,
  uptimeKuma,
  jenkins,
  nagios,
  zabbix,
  healthchecks,
  argoCd,
  cliq,
  teams,
  googleChat,
  discord,
  slack,
];

/** The first that recognises the call. */
export function providerOf(call: ServiceCall): Provider | undefined {
  return providers.find((provider) => madeBy(provider.name, () => provider.detect(call)));
}
