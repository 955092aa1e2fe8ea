import 'server-only';
import { alertmanager } from './alertmanager/provider';
import { awsSns } from './aws-sns/provider';
import { azureMonitor } from './azure-monitor/provider';
import { bitbucket } from './bitbucket/provider';
import { cliq } from './cliq/provider';
import { discord } from './discord/provider';
import { dockerHub } from './docker-hub/provider';
import { github } from './github/provider';
import { gitlab } from './gitlab/provider';
import { googleChat } from './google-chat/provider';
import { grafana } from './grafana/provider';
import { jenkins } from './jenkins/provider';
import { jira } from './jira/provider';
import { pagerduty } from './pagerduty/provider';
import type { Provider, ServiceCall } from './provider';
import { sentry } from './sentry/provider';
import { slack } from './slack/provider';
import { stripe } from './stripe/provider';
import { teams } from './teams/provider';
import { uptimeKuma } from './uptime-kuma/provider';

/**
 * In the order in which they are asked: those with headers and shapes of their own first, then what tools send to other
 * chats. A new one is a folder beside these, and a line here.
 */
export const providers: readonly Provider[] = [
  github,
  gitlab,
  bitbucket,
  jira,
  sentry,
  stripe,
  awsSns,
  pagerduty,
  azureMonitor,
  dockerHub,
  grafana,
  alertmanager,
  uptimeKuma,
  jenkins,
  cliq,
  teams,
  googleChat,
  discord,
  slack,
];

export function providerOf(call: ServiceCall): Provider | undefined {
  return providers.find((provider) => provider.detect(call));
}
