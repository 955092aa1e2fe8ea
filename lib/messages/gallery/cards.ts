import { type GalleryGroup, PICTURES } from './example';

const sections = [
  {
    title: 'Deploy',
    fields: [
      { title: 'Service', value: 'checkout' },
      { title: 'Version', value: '`4.2.0`' },
      { title: 'Healthy', value: true },
      { title: 'Replicas', value: 12 },
    ],
  },
  { title: 'Contact', fields: [{ title: 'On call', value: '{@1001}, [rota](https://rota.example.com)' }] },
];

export const cards: GalleryGroup = {
  title: 'Cards',
  examples: [
    {
      name: 'modern-inline, with icon, thumbnail and sections',
      message: {
        text: 'Rolled out to *all regions* without an error.',
        card: {
          title: 'checkout 4.2.0 is live',
          theme: 'modern-inline',
          icon: `${PICTURES}robot.svg`,
          thumbnail: `${PICTURES}hills.svg`,
          sections,
        },
      },
    },
    {
      name: 'poll',
      message: {
        text: 'Votes are counted on Friday.',
        card: {
          title: 'Where shall we meet in spring?',
          theme: 'poll',
          options: [{ text: 'Lisbon' }, { text: 'Gdańsk' }, { text: 'At home, on video 🏡' }],
        },
      },
    },
    {
      name: 'prompt',
      message: {
        text: 'Version 4.2.1 is ready for production.',
        card: { title: 'Deploy to production?', theme: 'prompt' },
      },
    },
    {
      name: 'basic, in a card without a title',
      message: { text: 'Framed, but not named.', card: { title: '', theme: 'basic', thumbnail: '' } },
    },
    {
      name: 'theme 7, from old integrations',
      message: { text: 'Ticket *#88* was answered.', card: { title: 'Support', theme: '7' } },
    },
    {
      name: 'No theme',
      message: { text: 'A card with a title and nothing else said.', card: { title: 'Nightly backup' } },
    },
    {
      name: 'A long title, and pictures that cannot be loaded',
      message: {
        text: 'The layout holds.',
        card: {
          title: `${'A title as long as the wire allows '.repeat(5)}and-a-wordwithoutanend`,
          theme: 'modern-inline',
          icon: 'https://nowhere.invalid/icon.png',
          thumbnail: 'https://nowhere.invalid/thumbnail.png',
        },
      },
    },
    {
      name: 'Sections alone, right to left',
      message: {
        card: {
          sections: [
            {
              title: 'تفاصيل الطلب',
              fields: [
                { title: 'العميل', value: 'شركة النور' },
                { title: 'المبلغ', value: '٤٥٠ ر.س' },
                { title: 'ملاحظة', value: '' },
              ],
            },
          ],
        },
      },
    },
  ],
};
