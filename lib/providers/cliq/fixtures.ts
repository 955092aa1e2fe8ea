import type { Fixture } from '../fixture';

export const cliqFixtures: Fixture[] = [
  {
    name: 'a message in our own form',
    event: 'message',
    document: 'https://www.zoho.com/cliq/help/restapi/v2/#Message_Cards',
    body: {
      text: 'Build *18* failed',
      card: { title: 'shop', theme: 'modern-inline' },
      buttons: [{ label: 'Open', action: { type: 'open.url', data: { web: 'https://ci.example.com/18' } } }],
    },
  },
];
