import type { Fixture } from '../fixture';

const message = (name: string, document: string, body: Fixture['body']): Fixture => ({
  name,
  event: 'message',
  document,
  body,
});

/** Messages that well-known tools send in Slack's format. */
export const toolFixtures: Fixture[] = [
  message("Healthchecks' integration", 'https://healthchecks.io/docs/configuring_notifications/', {
    username: 'Healthchecks.io',
    icon_url: 'https://healthchecks.example/logo.png',
    attachments: [
      {
        color: 'danger',
        fallback: 'The check "nightly_backup" is DOWN.',
        mrkdwn_in: ['fields'],
        title: '“nightly_backup” is DOWN.',
        title_link: 'https://healthchecks.example/checks/1/',
        fields: [
          { title: 'Tags', value: '`prod` `backup` ', short: true },
          { title: 'Period', value: '1 day', short: true },
          { title: 'Last Ping', value: 'Success, 2 days ago', short: true },
          { title: 'Total Pings', value: '412', short: true },
        ],
      },
    ],
  }),
  message(
    "Alertmanager's slack_configs",
    'https://prometheus.io/docs/alerting/latest/configuration/#slack_config',
    {
      channel: '#ops',
      username: 'Alertmanager',
      attachments: [
        {
          title: '[FIRING:2] HighCpuUsage (node critical)',
          title_link: 'https://alertmanager.example/#/alerts?receiver=ops',
          text: '',
          fallback: '[FIRING:2] HighCpuUsage (node critical) | https://alertmanager.example/#/alerts',
          callback_id: '',
          footer: '',
          color: 'danger',
          mrkdwn_in: ['fallback', 'pretext', 'text'],
        },
      ],
    },
  ),
  message(
    "Grafana's contact point",
    'https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/configure-slack/',
    {
      username: 'Grafana',
      text: '',
      attachments: [
        {
          color: '#D63232',
          title: '[FIRING:1] High memory usage (Ops blue)',
          title_link: 'https://play.grafana.example/alerting/list',
          fallback: '[FIRING:1] High memory usage (Ops blue)',
          text: '**Firing**\n\nValue: B=97.3, C=1\nLabels:\n - alertname = High memory usage\n - host = db_1\n',
          footer: 'Grafana v12.0.0',
          footer_icon: 'https://grafana.example/icon.png',
          image_url: 'https://play.grafana.example/rendered/1.png',
          ts: 1764321120,
          mrkdwn_in: ['pretext'],
        },
      ],
    },
  ),
  message(
    "Argo CD's documented template",
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/webhook/',
    {
      attachments: [
        {
          title: 'shop_web',
          title_link: 'https://argocd.example/applications/shop_web',
          color: '#18be52',
          fields: [
            { title: 'Sync Status', value: 'Synced', short: true },
            { title: 'Repository', value: 'https://github.com/acme/deploy.git', short: true },
          ],
        },
      ],
    },
  ),
  message(
    'Uptime Kuma: blocks in an attachment',
    'https://github.com/louislam/uptime-kuma/wiki/Notification-Methods',
    {
      text: 'Uptime Kuma Alert\n[Shop] [🔴 Down] 502 - Bad Gateway',
      channel: 'ops',
      username: 'Uptime Kuma',
      attachments: [
        {
          color: '#e01e5a',
          blocks: [
            { type: 'header', text: { type: 'plain_text', text: 'Uptime Kuma Alert' } },
            {
              type: 'section',
              fields: [
                { type: 'mrkdwn', text: '*Message*\n[Shop] [🔴 Down] 502 - Bad Gateway' },
                { type: 'mrkdwn', text: '*Time (Europe/Berlin)*\n2026-11-28 09:12:00' },
              ],
            },
            {
              type: 'actions',
              elements: [
                {
                  type: 'button',
                  text: { type: 'plain_text', text: 'Visit site' },
                  value: 'Site',
                  url: 'https://shop.example/',
                },
              ],
            },
          ],
        },
      ],
    },
  ),
  message('a GitHub Action of a failed run', 'https://github.com/slackapi/slack-github-action', {
    text: 'Build failed',
    blocks: [
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: ':x: *CI* of <https://github.com/acme/site|acme/site> failed on `main`\n>Fix login for &lt;long&gt; names',
        },
        accessory: {
          type: 'button',
          text: { type: 'plain_text', text: 'Open run' },
          url: 'https://github.com/acme/site/actions/runs/7',
          action_id: 'open',
        },
      },
      {
        type: 'context',
        elements: [
          { type: 'image', image_url: 'https://pictures.example/mona.png', alt_text: 'mona' },
          { type: 'mrkdwn', text: '*mona* · <!date^1764321120^{date_short} {time}|28 Nov 2026>' },
        ],
      },
    ],
  }),
  message('markdown block', 'https://docs.slack.dev/reference/block-kit/blocks/markdown-block', {
    blocks: [
      {
        type: 'markdown',
        text: '# Release 2.4.0\n\n- **Long names** in [forms](https://example.com/forms)\n- ~~Cookies~~ gone\n\n```sh\nnpm i site@2.4.0\n```',
      },
    ],
  }),
  message(
    'rich text: ordered list, quote, people',
    'https://docs.slack.dev/reference/block-kit/blocks/rich-text-block',
    {
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_quote',
              elements: [{ type: 'text', text: 'Who deploys?' }],
            },
            {
              type: 'rich_text_list',
              style: 'ordered',
              elements: [
                {
                  type: 'rich_text_section',
                  elements: [
                    { type: 'user', user_id: 'U024BE7LH' },
                    { type: 'text', text: ' runs ' },
                    { type: 'text', text: 'make deploy', style: { code: true } },
                  ],
                },
                {
                  type: 'rich_text_section',
                  elements: [
                    { type: 'broadcast', range: 'here' },
                    { type: 'text', text: ' looks at it', style: { italic: true } },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ),
  message('Rocket.Chat: attachment that is folded', 'https://docs.rocket.chat/docs/integrations', {
    alias: 'Gruggy',
    avatar: 'https://pictures.example/a.png',
    text: 'Nightly tests',
    attachments: [
      {
        title: 'chromium',
        title_link: 'https://ci.example.com/night/7',
        text: '431 passed, 2 failed',
        color: '#764FA5',
        collapsed: true,
      },
    ],
  }),
];
