import type { Fixture } from '../fixture';

export const googleChatFixtures: Fixture[] = [
  {
    name: 'card of the second version',
    event: 'message',
    document: 'https://developers.google.com/workspace/chat/api/reference/rest/v1/cards',
    body: {
      text: 'New order',
      cardsV2: [
        {
          cardId: 'order',
          card: {
            header: { title: 'Order 7', subtitle: 'of Ada Lovelace' },
            sections: [
              {
                header: 'Items',
                widgets: [
                  {
                    textParagraph: {
                      text: '<b>2 ×</b> notebook<br><a href="https://shop.example/n">open</a>',
                    },
                  },
                  { decoratedText: { topLabel: 'Total', text: 'EUR 24.90' } },
                  {
                    buttonList: {
                      buttons: [
                        { text: 'Ship', onClick: { openLink: { url: 'https://shop.example/ship/7' } } },
                      ],
                    },
                  },
                ],
              },
            ],
          },
        },
      ],
    },
  },
  {
    name: 'card of the first version',
    event: 'message',
    document: 'https://developers.google.com/workspace/chat/api/reference/rest/v1/cards-v1',
    body: {
      cards: [
        {
          header: { title: 'Backup' },
          sections: [
            {
              widgets: [
                { keyValue: { topLabel: 'State', content: 'done' } },
                { textParagraph: { text: '4.2 GB' } },
              ],
            },
          ],
        },
      ],
    },
  },
];
