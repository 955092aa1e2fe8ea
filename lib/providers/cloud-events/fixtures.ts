import type { Fixture } from '../fixture';

const SPEC = 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md';
const HTTP = 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md';
const JSON_FORMAT = 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md';

const event = (type: string, more: object) => ({
  specversion: '1.0',
  id: 'A234-1234-1234',
  source: '/shops/berlin',
  type,
  time: '2026-11-28T09:12:31Z',
  ...more,
});
const structured = (name: string, document: string, body: { type: string }, contentType = ''): Fixture => ({
  name,
  event: body.type,
  document,
  headers: { 'content-type': `application/cloudevents${contentType}+json; charset=utf-8` },
  body,
});
const push = {
  ref: 'refs/heads/main',
  commits: [],
  repository: { full_name: 'acme/site', html_url: 'https://github.com/acme/site' },
  sender: { login: 'mona' },
};

export const cloudEventsFixtures: Fixture[] = [
  structured(
    'event in JSON',
    SPEC,
    event('com.example.order.created', {
      subject: 'orders/[17]',
      datacontenttype: 'application/json',
      data: { title: 'Order of *Ada*', total: 24.9, currency: 'EUR', lines: [{ sku: 'n-a5', quantity: 2 }] },
    }),
  ),
  structured('event without data', SPEC, event('com.example.door.opened', { subject: 'front' })),
  structured(
    'event with a text',
    JSON_FORMAT,
    event('com.example.backup.done', { datacontenttype: 'text/plain', data: 'db_main: 4.2 GB in 3 min' }),
  ),
  structured(
    'data in base64',
    JSON_FORMAT,
    event('com.example.sensor.read', { data_base64: Buffer.from('{"celsius":21.5}').toString('base64') }),
  ),
  structured(
    "GitHub's push in an event",
    SPEC,
    event('com.github.push', { source: 'https://github.com/acme/site', data: push }),
  ),
  {
    name: 'event around its data, in headers',
    event: 'com.example.order.shipped',
    document: HTTP,
    headers: {
      'ce-specversion': '1.0',
      'ce-type': 'com.example.order.shipped',
      'ce-source': '/shops/berlin',
      'ce-subject': 'Stra%C3%9Fe%207',
      'ce-id': 'B1',
      'ce-time': '2026-11-28T09:12:31Z',
      'content-type': 'application/json',
    },
    body: { parcel: '1Z12345', weight: '2 kg' },
  },
  {
    name: "Alertmanager's alert, in headers",
    event: 'io.prometheus.alert',
    document: HTTP,
    headers: {
      'ce-specversion': '1.0',
      'ce-type': 'io.prometheus.alert',
      'ce-source': '/alertmanager',
      'ce-id': 'B2',
      'content-type': 'application/json',
    },
    body: {
      alerts: [
        { status: 'firing', labels: { alertname: 'DiskFull', instance: 'db-1', severity: 'warning' } },
      ],
    },
  },
  {
    ...structured(
      'batch of twelve',
      HTTP,
      event('com.example.order.created', { subject: 'orders/17' }),
      '-batch',
    ),
    times: 12,
  },
  {
    ...structured("batch of GitHub's", HTTP, event('com.github.push', { data: push }), '-batch'),
    times: 2,
  },
];
