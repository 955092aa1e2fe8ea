import type { Fixture } from '../fixture';

export const unknownFixtures: Fixture[] = [
  {
    name: 'a monitoring service',
    event: 'alert',
    document: 'none: a service that nobody has heard of',
    body: {
      id: 'a2f0-77',
      event_type: 'incident.opened',
      title: '[Alerting] Disk of db-2 is *full*',
      message: 'Less than 5 % left',
      severity: 'critical',
      host: { name: 'db-2', address: '10.0.0.7', uuid: '9b1c-4e2d' },
      created_at: '2026-11-28T01:00:00Z',
      url: "https://monitor.example/d/abc?q={host='db-2'}&from=now-1h",
      labels: ['disk', 'prod'],
      checks: [
        { name: 'inode', ok: true },
        { name: 'space', ok: false },
      ],
      acknowledged: false,
    },
  },
  {
    name: 'a shop',
    event: 'order',
    document: 'none: a service that nobody has heard of',
    body: {
      order: {
        number: 1007,
        total: '24.90',
        currency: 'EUR',
        customer: { name: 'Ada', email: 'ada@example.com' },
      },
    },
  },
];
