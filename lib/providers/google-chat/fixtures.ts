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
  {
    name: 'Zabbix: card with a button',
    event: 'message',
    document: 'https://www.zabbix.com/integrations/google_chat',
    body: {
      cards: [
        {
          sections: [
            {
              widgets: [
                { textParagraph: { text: '<b><font color="#E97659">Problem: Disk is full</font></b>' } },
                { textParagraph: { text: '<i>On db_1 [10.0.0.7]</i>' } },
              ],
            },
            {
              widgets: [
                { keyValue: { topLabel: 'Event time', content: '09:12:31 2026.11.28' } },
                { keyValue: { topLabel: 'Severity', content: 'High' } },
              ],
            },
            {
              widgets: [
                {
                  buttons: [
                    {
                      textButton: {
                        text: 'Event Info',
                        onClick: { openLink: { url: 'https://zabbix.example/tr_events.php?eventid=4711' } },
                      },
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  },
];
