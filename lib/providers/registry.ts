import 'server-only';
import { alertmanager } from './alertmanager/provider';
import { awsSns } from './aws-sns/provider';
import { cliq } from './cliq/provider';
import { discord } from './discord/provider';
import { github } from './github/provider';
import { gitlab } from './gitlab/provider';
import { googleChat } from './google-chat/provider';
import { grafana } from './grafana/provider';
import { jenkins } from './jenkins/provider';
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
  sentry,
  stripe,
  awsSns,
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
