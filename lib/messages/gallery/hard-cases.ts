import type { GalleryGroup } from './example';

const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';

export const hardCases: GalleryGroup = {
  title: 'Hard cases',
  examples: [
    {
      name: 'Twenty slides fold',
      message: {
        text: 'Everything at once',
        slides: Array.from({ length: 20 }, (_, index) => ({
          type: 'label',
          title: `Slide ${index + 1}`,
          data: [{ Host: `web-${index + 1}` }, { Load: `${(index * 37) % 100} %` }],
        })),
      },
    },
    {
      name: 'Deep and broken markup',
      message: {
        text: `${'*_~__'.repeat(60)}deep${'__~_*'.repeat(60)} [a]([b]([c](https://example.com))) \`\`\`unclosed *bold _and italic* too_`,
      },
    },
    {
      name: 'Markup of browsers stays text',
      message: {
        text: script,
        card: { title: script },
        slides: [{ type: 'table', title: script, data: { headers: [script], rows: [[script]] } }],
      },
    },
    {
      name: 'Empty cells and words without an end in a table',
      message: {
        text: 'Sparse',
        slides: [
          {
            type: 'table',
            data: {
              headers: ['A', 'B', 'C'],
              rows: [['', null, 'c'], [`${'wordwithoutend'.repeat(20)}`, '', 'مرحبا'], []],
            },
          },
        ],
      },
    },
  ],
};
