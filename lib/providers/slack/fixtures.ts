import type { Fixture } from '../fixture';
import { toolFixtures } from './tool-fixtures';

const attachments = 'https://docs.slack.dev/messaging/formatting-message-text#attachments';
const blocks = 'https://docs.slack.dev/reference/block-kit/blocks';
const formatting = 'https://docs.slack.dev/messaging/formatting-message-text';
const mattermost = 'https://developers.mattermost.com/integrate/reference/message-attachments/';

const message = (name: string, document: string, body: Fixture['body']): Fixture => ({
  name,
  event: 'message',
  document,
  body,
});

export const slackFixtures: Fixture[] = [
  message('text with a link and marks', formatting, {
    text: '*Build 7* of <https://ci.example.com/job/7_a|shop &amp; web> _passed_ in ~9~ 8 min: `npm test`',
  }),
  message('text that would call people', formatting, {
    text: '<!channel> <@U024BE7LH> see <#C024BE7LR|general> {@all}',
    username: 'deploy-bot',
    icon_emoji: ':rocket:',
    channel: '#ops',
  }),
  message('text with code and a quote', formatting, {
    text: 'Failed:\n```\nTypeError: x is *not* a function\n    at y\n```\n> retried 3 times',
  }),
  message('attachment with fields and colour', attachments, {
    attachments: [
      {
        fallback: 'Build failed',
        color: 'danger',
        pretext: 'From *Jenkins*',
        author_name: 'mona',
        title: 'shop #18 failed',
        title_link: 'https://jenkins.example/job/shop/18',
        text: 'Tests: 2 of 431 failed',
        fields: [
          { title: 'Branch', value: 'main', short: true },
          { title: 'Took', value: '3 min 12 s', short: true },
        ],
        footer: 'Jenkins',
        ts: 1764321120,
        actions: [{ type: 'button', text: 'Open log', url: 'https://jenkins.example/job/shop/18/console' }],
      },
    ],
  }),
  message('two attachments below a text', attachments, {
    text: 'Nightly report',
    attachments: [
      { color: 'good', title: 'eu-west', text: 'all well' },
      {
        color: '#ffa500',
        title: 'us-east',
        title_link: 'https://status.example/us',
        text: 'slow since 02:00',
      },
    ],
  }),
  message('attachment with nothing but a fallback', attachments, {
    attachments: [{ fallback: 'Disk of db-2 is full', color: '#D00000' }],
  }),
  message('blocks: header, section with fields, context, buttons', blocks, {
    text: 'Deployment of shop',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Deployment of shop :rocket:', emoji: true } },
      { type: 'section', text: { type: 'mrkdwn', text: '*2.4.0* is on <https://shop.example|production>' } },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*By:*\nmona' },
          { type: 'mrkdwn', text: '*Took:*\n4 min' },
        ],
      },
      { type: 'divider' },
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', text: 'main' },
          { type: 'plain_text', text: 'eu-west' },
        ],
      },
      {
        type: 'actions',
        elements: [
          { type: 'button', text: { type: 'plain_text', text: 'Open' }, url: 'https://ci.example.com/9' },
          { type: 'button', text: { type: 'plain_text', text: 'Roll back' }, value: 'rollback' },
        ],
      },
    ],
  }),
  message('blocks: rich text', blocks, {
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Released ', style: {} },
              { type: 'text', text: '2.4.0', style: { bold: true } },
              { type: 'text', text: ' ' },
              { type: 'emoji', name: 'tada', unicode: '1f389' },
              { type: 'link', url: 'https://example.com/r', text: ' notes' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'long names' }] },
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'fewer bugs' }] },
            ],
          },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'npm i shop@2.4.0' }] },
        ],
      },
    ],
  }),
  message('blocks inside an attachment', attachments, {
    attachments: [
      {
        color: '#36a64f',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Resolved: HighCpuUsage' } },
          {
            type: 'section',
            text: { type: 'mrkdwn', text: 'web-1 is calm again' },
            accessory: {
              type: 'button',
              text: { type: 'plain_text', text: 'Graph' },
              url: 'https://g.example/1',
            },
          },
        ],
      },
    ],
  }),
  message('picture block', blocks, {
    blocks: [{ type: 'image', image_url: 'https://charts.example/load.png', alt_text: 'Load of web-1' }],
  }),
  message(
    'Mattermost: Markdown in a text',
    'https://developers.mattermost.com/integrate/webhooks/incoming/',
    {
      text: '**Backup** of [db-1](https://backup.example/1) is done',
      username: 'backup',
      props: { card: 'Details' },
    },
  ),
  message('Mattermost: attachment', mattermost, {
    attachments: [
      {
        fallback: 'test',
        color: '#FF8000',
        pretext: 'Before the attachment',
        text: 'Text of the *attachment*',
        title: 'Example attachment',
        title_link: 'https://docs.example/attachments',
        fields: [{ short: false, title: 'Area', value: 'Testing with a [link](https://example.com)' }],
      },
    ],
  }),
  ...toolFixtures,
];
