import { type GalleryGroup, PICTURES } from './example';

const stages = [
  { Stage: 'install', Result: 'passed', Seconds: 12, 'Cache hit': '98 %' },
  { Stage: 'unit', Result: '*2 failed*', Seconds: 431.5, 'Cache hit': '71 %' },
  { Stage: 'browser', Result: 'skipped', Seconds: null, 'Cache hit': '' },
  { Stage: 'publish', Result: '[held back](https://ci.example.com/4711)', Seconds: 0, 'Cache hit': '' },
];
const regions = ['eu-west', 'eu-north', 'us-east', 'us-west', 'ap-south', 'ap-east', 'sa-east', 'af-south'];
const wideRow = (service: string, seed: number) =>
  Object.fromEntries([
    ['Service', service],
    ['Owner', seed % 2 ? 'Payments' : 'Platform'],
    ...regions.map((region, index) => [region, `${((seed + 3) * (index + 5)) % 90} ms`]),
  ]);

export const slides: GalleryGroup = {
  title: 'Slides',
  examples: [
    {
      name: 'Table',
      message: {
        text: 'Build *#4711*',
        slides: [
          {
            type: 'table',
            title: 'Stages',
            data: { headers: ['Stage', 'Result', 'Seconds', 'Cache hit'], rows: stages },
          },
        ],
      },
    },
    {
      name: 'Table that scrolls, with two sticky columns',
      message: {
        text: 'Latency by region',
        slides: [
          {
            type: 'table',
            title: '95th percentile',
            data: {
              headers: ['Service', 'Owner', ...regions],
              rows: ['checkout', 'search', 'accounts', 'mail', 'images', 'invoices'].map(wideRow),
              styles: { sticky: [true, true] },
            },
          },
        ],
      },
    },
    {
      name: 'Table with widths, and many rows below a sticky header',
      message: {
        text: 'Packages to update',
        slides: [
          {
            type: 'table',
            data: {
              headers: ['Package', 'What changed', 'Days'],
              rows: Array.from({ length: 30 }, (_, row) => [
                `library-${row + 1}`,
                row % 3 ? 'Fixes only.' : 'A new major version: read its notes before updating, types moved.',
                row * 7,
              ]),
              styles: { width: [25, 60, 15] },
            },
          },
        ],
      },
    },
    {
      name: 'Table that is folded',
      message: {
        text: '*Disk of db-2 is full*',
        slides: [
          { type: 'table', data: { headers: ['Field', 'Value'], rows: [['host', 'db-2']] } },
          {
            type: 'table',
            title: '2 more fields',
            styles: { folded: true },
            data: {
              headers: ['Field', 'Value'],
              rows: [
                ['id', 'a2f0-77'],
                ['seen_at', '2026-11-28T01:00:00Z'],
              ],
            },
          },
        ],
      },
    },
    {
      name: 'Lists',
      message: {
        text: 'Lists',
        slides: [
          {
            type: 'list',
            title: 'Changes',
            data: ['Search is *faster*', 'Fixed `NaN` in totals', 'Two\nlines'],
          },
          { type: 'list', title: 'Steps', data: ['Drain', 'Migrate', 'Resume'], styles: { type: 'ordered' } },
          { type: 'list', title: 'Files', data: ['app.ts', 'env.ts', 3], styles: { type: 'none' } },
          { type: 'list', title: 'Options', data: ['Wait', 'Retry'], styles: { type: 'alphabet' } },
          { type: 'list', title: 'خطوات', data: ['الأولى', 'الثانية'], styles: { type: 'square' } },
        ],
      },
    },
    {
      name: 'Labels and text',
      message: {
        text: 'Backup',
        slides: [
          {
            type: 'label',
            title: 'Facts',
            data: [{ Size: '41.8 GB' }, { Took: '12 min' }, { Verified: true }, { Note: '' }],
          },
          { type: 'text', title: 'Log', data: '*Done.* No errors.\n```\n03:00 start\n03:12 done\n```' },
        ],
      },
    },
    {
      name: 'One picture',
      message: {
        text: 'Today’s view',
        slides: [{ type: 'images', title: 'Hills', data: [`${PICTURES}hills.svg`] }],
      },
    },
    {
      name: 'Several pictures, one of which is gone',
      message: {
        text: 'Screens that differ',
        slides: [
          {
            type: 'images',
            title: 'Screens',
            data: [
              `${PICTURES}hills.svg`,
              `${PICTURES}tower.svg`,
              `${PICTURES}robot.svg`,
              'https://nowhere.invalid/gone.png',
              `${PICTURES}tower.svg`,
            ],
          },
        ],
      },
    },
  ],
};
