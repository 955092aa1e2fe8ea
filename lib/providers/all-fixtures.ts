import { alertmanagerFixtures } from './alertmanager/fixtures';
import { argoCdFixtures } from './argo-cd/fixtures';
import { awsSnsFixtures } from './aws-sns/fixtures';
import { azureMonitorFixtures } from './azure-monitor/fixtures';
import { bitbucketFixtures } from './bitbucket/fixtures';
import { cliqFixtures } from './cliq/fixtures';
import { cloudEventsFixtures } from './cloud-events/fixtures';
import { discordFixtures } from './discord/fixtures';
import { dockerHubFixtures } from './docker-hub/fixtures';
import type { Fixture } from './fixture';
import { giteaFixtures } from './gitea/fixtures';
import { codeFixtures } from './github/fixtures/code';
import { runFixtures } from './github/fixtures/runs';
import { talkFixtures } from './github/fixtures/talk';
import { gitlabFixtures } from './gitlab/fixtures';
import { googleChatFixtures } from './google-chat/fixtures';
import { grafanaFixtures } from './grafana/fixtures';
import { healthchecksFixtures } from './healthchecks/fixtures';
import { jenkinsFixtures } from './jenkins/fixtures';
import { jiraFixtures } from './jira/fixtures';
import { nagiosFixtures } from './nagios/fixtures';
import { npmFixtures } from './npm/fixtures';
import { pagerdutyFixtures } from './pagerduty/fixtures';
import { sentryFixtures } from './sentry/fixtures';
import { shopifyFixtures } from './shopify/fixtures';
import { slackFixtures } from './slack/fixtures';
import { stripeFixtures } from './stripe/fixtures';
import { teamsFixtures } from './teams/fixtures';
import { unknownFixtures } from './unknown/fixtures';
import { uptimeKumaFixtures } from './uptime-kuma/fixtures';
import { zabbixFixtures } from './zabbix/fixtures';

/** By provider, in the order of the gallery. */
export const allFixtures: Readonly<Record<string, readonly Fixture[]>> = {
  github: [...codeFixtures, ...runFixtures, ...talkFixtures],
  gitea: giteaFixtures,
  gitlab: gitlabFixtures,
  bitbucket: bitbucketFixtures,
  jira: jiraFixtures,
  grafana: grafanaFixtures,
  alertmanager: alertmanagerFixtures,
  zabbix: zabbixFixtures,
  nagios: nagiosFixtures,
  'uptime-kuma': uptimeKumaFixtures,
  healthchecks: healthchecksFixtures,
  sentry: sentryFixtures,
  jenkins: jenkinsFixtures,
  'argo-cd': argoCdFixtures,
  stripe: stripeFixtures,
  shopify: shopifyFixtures,
  pagerduty: pagerdutyFixtures,
  'azure-monitor': azureMonitorFixtures,
  'aws-sns': awsSnsFixtures,
  'docker-hub': dockerHubFixtures,
  npm: npmFixtures,
  'cloud-events': cloudEventsFixtures,
  slack: slackFixtures,
  discord: discordFixtures,
  teams: teamsFixtures,
  'google-chat': googleChatFixtures,
  cliq: cliqFixtures,
  unknown: unknownFixtures,
};
