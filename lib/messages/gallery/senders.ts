import { type GalleryGroup, PICTURES } from './example';

const BACKGROUNDS = {
  red: 'Checkout answers *502* from 3 of 4 regions.',
  yellow: 'The certificate of `shop.example.com` ends in 6 days.',
  green: 'Checkout is back. It was away for 4 minutes.',
  blue: 'Maintenance of the database tonight, [22:00 to 22:30 UTC](https://status.example.com).',
  grey: 'The nightly import was skipped: there was nothing new.',
};

export const senders: GalleryGroup = {
  title: 'Senders and colours',
  examples: [
    {
      name: 'Another name and picture',
      message: { text: 'Build *#4711* passed.', bot: { name: 'Jenkins', image: `${PICTURES}robot.svg` } },
    },
    {
      name: 'A picture that cannot be loaded',
      message: {
        text: 'The initials stand in for it.',
        bot: { name: 'Backup job', image: 'https://nowhere.invalid/a.png' },
      },
    },
    {
      name: 'A very long name',
      message: {
        text: 'Who said that?',
        bot: { name: `Continuous ${'integration-and-delivery-'.repeat(6)}robot`, image: '' },
      },
    },
    ...Object.entries(BACKGROUNDS).map(([background, text]) => ({
      name: `Background ${background}`,
      message: { text, styles: { background } },
    })),
    {
      name: 'A card with a background',
      message: {
        text: 'Two tests failed on *main*; the deploy is held back.',
        card: { title: 'Build #4712 failed', theme: 'modern-inline' },
        styles: { background: 'red' },
        slides: [
          { type: 'label', data: [{ Branch: 'main' }, { Commit: '`7de25f3`' }, { Author: '{@1001}' }] },
        ],
      },
    },
  ],
};
