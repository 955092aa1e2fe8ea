import type { Fixture } from '../fixture';

const DOCUMENT = 'https://docs.discord.com/developers/resources/webhook#execute-webhook';
const message = (name: string, body: Fixture['body']): Fixture => ({
  name,
  event: 'message',
  document: DOCUMENT,
  body,
});

export const discordFixtures: Fixture[] = [
  message('text', {
    content: '**Backup** of `db-1` is done :tada: <@80351110224678912> @everyone',
    username: 'backup',
  }),
  message('embed with fields', {
    username: 'Sonarr',
    avatar_url: 'https://pictures.example/a.png',
    embeds: [
      {
        title: 'Health check failed',
        url: 'https://sonarr.example/system',
        description: 'Indexers are *not* available:\n- first\n- second',
        color: 15158332,
        author: { name: 'Sonarr' },
        fields: [
          { name: 'Level', value: 'Error', inline: true },
          { name: 'Wiki', value: '[how to mend it](https://wiki.example/health)', inline: true },
        ],
        footer: { text: 'v4.0' },
        timestamp: '2026-11-28T09:12:00.000Z',
      },
    ],
  }),
  message('two embeds', {
    content: 'Two services',
    embeds: [
      { title: 'web', description: 'up', color: 3066993 },
      { title: 'db', description: 'down since <t:1764321120:R>' },
    ],
  }),
  {
    ...message('Zabbix: problem', {
      embeds: [
        {
          color: 15300186,
          url: 'https://zabbix.example/tr_events.php?triggerid=16199&eventid=4711',
          title: 'PROBLEM: High CPU utilization (over 90% for 5m)',
          fields: [
            { name: 'Host', value: 'db-1 [10.0.0.7]' },
            { name: 'Event time', value: '09:12:31 2026.11.28', inline: 'True' },
            { name: 'Severity', value: 'High', inline: 'True' },
            { name: 'Operational data', value: 'Current utilization: 97.3 %', inline: 'True' },
          ],
          footer: { text: 'Event ID: 4711\nEvent tags: class:os, component:cpu' },
        },
      ],
    }),
    document: 'https://www.zabbix.com/integrations/discord',
  },
  {
    ...message('Uptime Kuma: service is up', {
      username: 'Uptime Kuma',
      embeds: [
        {
          title: '✅ Your service Shop is up! ✅',
          color: 65280,
          timestamp: '2026-11-28 09:15:00.000',
          fields: [
            { name: 'Service Name', value: 'Shop' },
            { name: 'Service URL', value: 'https://shop.example/health' },
            { name: 'Time (Europe/Berlin)', value: '2026-11-28 10:15:00' },
            { name: 'Ping', value: '142 ms' },
          ],
        },
      ],
    }),
    document: 'https://github.com/louislam/uptime-kuma/wiki/Notification-Methods',
  },
];
