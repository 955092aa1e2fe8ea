import type { Fixture } from '../fixture';

const DOCUMENT = 'https://github.com/louislam/uptime-kuma/wiki/Notification-Methods';

const beat = (name: string, status: number, msg: string, monitor: object): Fixture => ({
  name,
  event: ['down', 'up', 'pending', 'in maintenance'][status]!,
  document: DOCUMENT,
  body: {
    heartbeat: {
      monitorID: 3,
      status,
      time: '2026-11-28 09:12:00.123',
      msg,
      ping: status === 1 ? 142 : null,
      important: true,
      duration: 60,
      timezone: 'Europe/Berlin',
    },
    monitor: { id: 3, name: 'Shop [live]', type: 'http', interval: 60, ...monitor },
    msg: `[Shop [live]] [${status === 1 ? '✅ Up' : '🔴 Down'}] ${msg}`,
  },
});

export const uptimeKumaFixtures: Fixture[] = [
  beat('down', 0, 'Request failed with status code 502', { url: 'https://shop.example/health?deep=1' }),
  beat('up', 1, '200 - OK', { url: 'https://shop.example/health?deep=1' }),
  beat('port down', 0, 'connect ECONNREFUSED 10.0.0.7:5432', {
    type: 'port',
    url: 'https://',
    hostname: 'db-1',
    port: 5432,
  }),
  {
    name: 'test',
    event: 'test',
    document: DOCUMENT,
    body: { heartbeat: null, monitor: null, msg: 'Ops Testing' },
  },
];
