import type { Fixture } from '../fixture';

const DOCUMENT =
  'https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/';

const alert = (host: string, value: number, more: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'High memory usage', grafana_folder: 'Ops', host, team: 'blue' },
  annotations: { summary: 'Memory above 95 %', description: `Host ${host} is short of memory` },
  startsAt: '2026-11-28T09:51:03.157Z',
  endsAt: '0001-01-01T00:00:00Z',
  values: { B: value, C: 1 },
  valueString: `[ var='B' labels={host=${host}} value=${value} ]`,
  generatorURL: 'https://play.grafana.example/alerting/grafana/1afz29v7z/view?orgId=1',
  fingerprint: 'c6eadffa33fcdf37',
  silenceURL: 'https://play.grafana.example/alerting/silence/new?alertmanager=grafana&matcher=host%3Ddb-1',
  dashboardURL: 'https://play.grafana.example/d/NjvVvpZ7z',
  panelURL: 'https://play.grafana.example/d/NjvVvpZ7z?viewPanel=4',
  ...more,
});
const contactPoint = (name: string, status: string, alerts: object[]): Fixture => ({
  name,
  event: status === 'firing' ? 'alerting' : 'ok',
  document: DOCUMENT,
  body: {
    receiver: 'Postern',
    status,
    orgId: 1,
    alerts,
    groupLabels: { alertname: 'High memory usage' },
    commonLabels: { alertname: 'High memory usage', team: 'blue' },
    commonAnnotations: { summary: 'Memory above 95 %' },
    externalURL: 'https://play.grafana.example/',
    version: '1',
    groupKey: '{}:{alertname="High memory usage"}',
    truncatedAlerts: 0,
    title: `[${status.toUpperCase()}:${alerts.length}] High memory usage (Ops blue)`,
    state: status === 'firing' ? 'alerting' : 'ok',
    message: '**Firing**\n\nValue: B=97.3, C=1\nLabels:\n - alertname = High memory usage\n',
  },
});
const legacy = (name: string, state: string): Fixture => ({
  name,
  event: state,
  document: 'https://grafana.com/docs/grafana/v8.5/alerting/old-alerting/notifications/',
  body: {
    dashboardId: 1,
    evalMatches: state === 'alerting' ? [{ value: 97.3, metric: 'memory db-1', tags: {} }] : [],
    imageUrl: 'https://grafana.example/image.png',
    message: 'Memory of the database',
    orgId: 1,
    panelId: 2,
    ruleId: 1,
    ruleName: 'High memory usage',
    ruleUrl: 'https://grafana.example/d/hZ7BuVbWz/test?tab=alert&viewPanel=2',
    state,
    tags: { team: 'blue' },
    title: `[${state}] High memory usage`,
  },
});

export const grafanaFixtures: Fixture[] = [
  contactPoint('one alert firing', 'firing', [alert('db-1', 97.3)]),
  contactPoint('two alerts firing', 'firing', [alert('db-1', 97.3), alert('db-2', 95.125)]),
  contactPoint('alert resolved', 'resolved', [
    alert('db-1', 41, { status: 'resolved', endsAt: '2026-11-28T10:07:33Z' }),
  ]),
  legacy('legacy alert firing', 'alerting'),
  legacy('legacy alert ok', 'ok'),
  {
    name: "a template of one's own, with the alerts alone",
    event: 'firing',
    document: DOCUMENT,
    body: { status: 'firing', alerts: [alert('db-1', 97.3)] },
  },
];
