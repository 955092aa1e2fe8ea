import type { Fixture } from '../fixture';

const DOCUMENT = 'https://prometheus.io/docs/alerting/latest/configuration/#webhook_config';

const alert = (instance: string, more: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'HighCpuUsage', instance, job: 'node', severity: 'critical' },
  annotations: { summary: 'CPU above 90 %', runbook_url: 'https://runbooks.example/cpu' },
  startsAt: '2026-11-28T14:01:00.000Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'https://prometheus.example/graph?g0.expr=cpu%7Bjob%3D%22node%22%7D&g0.tab=1',
  fingerprint: 'c0ffee',
  ...more,
});
const group = (name: string, status: string, alerts: object[], more: object = {}): Fixture => ({
  name,
  event: status,
  document: DOCUMENT,
  headers: { 'user-agent': 'Alertmanager/0.27.0' },
  body: {
    version: '4',
    groupKey: '{}:{alertname="HighCpuUsage"}',
    truncatedAlerts: 0,
    status,
    receiver: 'ops',
    groupLabels: { alertname: 'HighCpuUsage' },
    commonLabels: { alertname: 'HighCpuUsage', job: 'node', severity: 'critical' },
    commonAnnotations: { summary: 'CPU above 90 %', runbook_url: 'https://runbooks.example/cpu' },
    externalURL: 'https://alertmanager.example',
    alerts,
    ...more,
  },
});
const over = { status: 'resolved', endsAt: '2026-11-28T14:17:00.000Z' };

export const alertmanagerFixtures: Fixture[] = [
  group('one alert firing', 'firing', [alert('web-1:9100')]),
  group('several alerts, some over', 'firing', [
    alert('web-1:9100'),
    alert('web-2:9100', { startsAt: '2026-11-28T14:03:00Z' }),
    alert('web-3:9100', over),
  ]),
  group('one alert resolved', 'resolved', [alert('web-1:9100', over)]),
  group(
    'more than twenty alerts, of warning',
    'firing',
    Array.from({ length: 24 }, (_, n) =>
      alert(`web-${n}:9100`, {
        labels: { alertname: 'DiskFull', instance: `web-${n}:9100`, severity: 'warning' },
      }),
    ),
    { truncatedAlerts: 3, commonLabels: { alertname: 'DiskFull', severity: 'warning' } },
  ),
  group('an alert with little in it', 'firing', [{ status: 'firing', labels: {}, annotations: {} }], {
    commonLabels: {},
    commonAnnotations: {},
    groupLabels: {},
  }),
  {
    name: 'written by hand, with the least',
    event: 'firing',
    document: DOCUMENT,
    body: {
      alerts: [
        { status: 'firing', labels: { alertname: 'BackupMissing', host: 'db_1' } },
        { status: 'firing', labels: { alertname: 'BackupMissing', host: 'db_2' } },
      ],
    },
  },
  {
    name: 'one alert of a script, over, its state above it',
    event: 'resolved',
    document: DOCUMENT,
    body: {
      status: 'resolved',
      alerts: [
        { labels: { alertname: 'BackupMissing' }, annotations: { description: 'No backup of *db_1*' } },
      ],
    },
  },
];
