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
];
