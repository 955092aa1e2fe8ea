import type { TargetKind } from '@/lib/webhooks/endpoints/table';
import type { Example } from './types';

type MessageExample = Example & {
  value: Record<string, unknown>;
  /** Targets for which the example makes sense; all when missing. */
  targets?: readonly TargetKind[];
};

/** Bodies of message calls, the simplest first. A test posts each of them. */
export const messageExamples = {
  text: {
    summary: 'A text',
    value: { text: 'Build *#1024* passed in 3 min. [Open](https://ci.example.com/1024)' },
  },
  under_another_name: {
    summary: 'Under another name and picture',
    value: {
      text: 'Deployed `shop` to production',
      bot: { name: 'Release train', image: 'https://ci.example.com/train.png' },
    },
  },
  card: {
    summary: 'A card with fields',
    value: {
      text: 'Payment service is slow',
      card: {
        title: 'Latency above 800 ms',
        theme: 'modern-inline',
        thumbnail: 'https://grafana.example.com/latency.png',
        sections: [{ title: 'Where', fields: [{ title: 'Region', value: 'eu-central-1' }] }],
      },
      styles: { background: 'yellow' },
    },
  },
  buttons: {
    summary: 'Buttons',
    value: {
      text: 'Deploy 2.4.0 to production?',
      card: { title: 'Deployment', theme: 'prompt' },
      buttons: [
        {
          label: 'Open run',
          type: '+',
          action: { type: 'open.url', data: { web: 'https://ci.example.com/1024' } },
        },
        { label: 'Copy tag', hint: 'v2.4.0', type: '-', action: { type: 'copy', data: { text: 'v2.4.0' } } },
      ],
    },
  },
  instant_button: {
    summary: 'A button inside the text',
    value: {
      text: 'Invoice 88 waits for you: [Open]($1)',
      references: {
        '1': {
          type: 'button',
          object: {
            label: 'Open',
            action: { type: 'open.url', data: { web: 'https://billing.example.com/88' } },
          },
        },
      },
    },
  },
  table: {
    summary: 'A table',
    value: {
      text: '2 suites finished',
      slides: [
        {
          type: 'table',
          title: 'Tests',
          data: {
            headers: ['Suite', 'Passed', 'Failed'],
            rows: [
              { Suite: 'unit', Passed: 412, Failed: 0 },
              { Suite: 'browser', Passed: 96, Failed: 1 },
            ],
          },
        },
      ],
    },
  },
  lists: {
    summary: 'A list, labels, images and a text',
    value: {
      text: 'Release 2.4.0',
      slides: [
        { type: 'list', title: 'Changes', data: ['Faster search', 'Dark theme'] },
        { type: 'label', title: 'Facts', data: [{ Branch: 'main' }, { Duration: '3 min' }] },
        { type: 'images', title: 'Screens', data: ['https://ci.example.com/home.png'] },
        { type: 'text', title: 'Note', data: 'Roll back with *release undo*.' },
      ],
    },
  },
  charts: {
    summary: 'Charts',
    value: {
      text: 'Traffic this week',
      slides: [
        {
          type: 'percentage_chart',
          title: 'By client',
          data: [
            { label: 'Browser', value: 62 },
            { label: 'App', value: 38 },
          ],
        },
        {
          type: 'graph',
          title: 'Requests',
          styles: { preview: 'vertical_bar' },
          data: [
            {
              category: 'Europe',
              values: [
                { label: 'Monday', value: 1200 },
                { label: 'Tuesday', value: 1350 },
              ],
            },
          ],
        },
      ],
    },
  },
  poll: {
    summary: 'A poll',
    value: {
      text: 'Where do we eat?',
      card: {
        title: 'Lunch',
        theme: 'poll',
        options: [{ text: 'Noodles' }, { text: 'Salad' }],
      },
    },
  },
  with_its_id: {
    summary: 'Answered with the message’s id',
    description: 'Answered 200 instead of 204.',
    value: { text: 'Import started', sync_message: true },
  },
  to_some: {
    summary: 'To some people only',
    value: { text: 'Your certificate ends on Friday', userids: 'ada@example.com' },
    targets: ['bot'],
  },
  to_all: {
    summary: 'To every subscriber',
    value: { text: 'Maintenance at 22:00', broadcast: true },
    targets: ['bot'],
  },
} satisfies Record<string, MessageExample>;

/** The examples that make sense for a target. */
export function messageExamplesFor(target: TargetKind): [string, Example][] {
  const all: [string, MessageExample][] = Object.entries(messageExamples);
  return all.filter(([, { targets }]) => !targets || targets.includes(target));
}
