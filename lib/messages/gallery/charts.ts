import type { GalleryGroup } from './example';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const week = (values: (number | string | null)[]) =>
  values.map((value, day) => ({ label: days[day], value }));
const hours = Array.from({ length: 20 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
const wave = (base: number, height: number, shift: number) =>
  hours.map((label, hour) => ({ label, value: Math.round(base + height * Math.sin((hour + shift) / 3)) }));

export const charts: GalleryGroup = {
  title: 'Charts',
  examples: [
    {
      name: 'Percentage charts: a gauge, shares of a sum, five parts',
      message: {
        text: 'Capacity',
        slides: [
          { type: 'percentage_chart', title: 'Disk of db-1', data: [{ label: 'used', value: '73%' }] },
          {
            type: 'percentage_chart',
            title: 'Tests',
            data: [
              { label: 'passed', value: 412 },
              { label: 'failed', value: 7 },
              { label: 'skipped', value: 21 },
            ],
          },
          {
            type: 'percentage_chart',
            title: 'Traffic',
            data: [
              { Europe: '42%' },
              { 'North America': '27%' },
              { Asia: '18%' },
              { 'South America, Africa and everything else': '9%' },
              { Unknown: '4%' },
            ],
          },
        ],
      },
    },
    {
      name: 'Bars',
      message: {
        text: 'Builds of the week',
        slides: [
          {
            type: 'graph',
            title: 'Builds a day',
            styles: { preview: 'vertical_bar' },
            data: [
              { title: 'passed', values: week([41, 38, 52, 47, 60, 9, 4]) },
              { title: 'failed', values: week([3, 8, 2, 5, 1, 0, 2]) },
            ],
          },
        ],
      },
    },
    {
      name: 'Stacked bars, five series',
      message: {
        text: 'Tickets by product',
        slides: [
          {
            type: 'graph',
            title: 'Open tickets',
            styles: { preview: 'vertical_stacked_bar' },
            data: ['checkout', 'search', 'mail', 'images', 'other'].map((category, series) => ({
              category,
              values: week([8, 5, 9, 12, 7, 3, 2].map((value) => value + ((series * 5) % 7))),
            })),
          },
        ],
      },
    },
    {
      name: 'Trend of five series and twenty values',
      message: {
        text: 'Latency since midnight',
        slides: [
          {
            type: 'graph',
            title: '95th percentile, ms',
            styles: { preview: 'trend' },
            data: ['eu-west', 'us-east', 'ap-south', 'sa-east', 'af-south'].map((category, series) => ({
              category,
              values: wave(180 + series * 70, 30 + series * 6, series * 2),
            })),
          },
        ],
      },
    },
    {
      name: 'One series far above zero, with units and a gap',
      message: {
        text: 'Free space',
        slides: [
          {
            type: 'graph',
            title: 'db-1',
            styles: { preview: 'trend' },
            data: [
              { title: '', values: week(['912 GB', '908 GB', '901 GB', null, '884 GB', '871 GB', '869 GB']) },
            ],
          },
        ],
      },
    },
    {
      name: 'Values below zero and long labels',
      message: {
        text: 'Balance by cost centre',
        slides: [
          {
            type: 'graph',
            styles: { preview: 'vertical_bar' },
            data: [
              {
                title: 'thousands',
                values: [
                  { label: 'Research and development', value: '€ -1,240' },
                  { label: 'Marketing', value: '€ 880' },
                  { label: 'Operations, buildings and everything that keeps the lights on', value: '€ -310' },
                  { label: 'Umsatzsteuervoranmeldung', value: '€ 1,905' },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      name: 'What cannot be drawn is a table',
      message: {
        text: 'Answers',
        slides: [
          {
            type: 'percentage_chart',
            title: 'No numbers',
            data: [
              { label: 'yes', value: 'most' },
              { label: 'no', value: 'few' },
            ],
          },
          {
            type: 'graph',
            title: 'One is no number',
            data: [
              {
                title: 'a',
                values: [
                  { label: 'x', value: 1 },
                  { label: 'y', value: 'n/a' },
                ],
              },
            ],
          },
        ],
      },
    },
  ],
};
