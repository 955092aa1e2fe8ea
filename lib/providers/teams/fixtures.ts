import type { Fixture } from '../fixture';

const CARD = 'https://learn.microsoft.com/en-us/outlook/actionable-messages/message-card-reference';
const ADAPTIVE = 'https://adaptivecards.io/explorer/AdaptiveCard.html';

const adaptive = (content: object) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
});

export const teamsFixtures: Fixture[] = [
  {
    name: 'message card with facts and an action',
    event: 'message',
    document: CARD,
    body: {
      '@type': 'MessageCard',
      '@context': 'http://schema.org/extensions',
      themeColor: '0076D7',
      summary: 'Mona created a new task',
      sections: [
        {
          activityTitle: 'Mona created a **new task**',
          activitySubtitle: 'On project Tango',
          facts: [
            { name: 'Assigned to', value: 'Unassigned' },
            { name: 'Due date:', value: 'Mon May 01 2026' },
          ],
          markdown: true,
        },
      ],
      potentialAction: [
        {
          '@type': 'OpenUri',
          name: 'Open task',
          targets: [{ os: 'default', uri: 'https://tasks.example/1' }],
        },
      ],
    },
  },
  {
    name: 'message card of a failed build, with HTML',
    event: 'message',
    document: CARD,
    body: {
      '@type': 'MessageCard',
      themeColor: 'FF0000',
      title: 'Build failed: shop #18',
      text: '<b>2 tests</b> failed<br>see [the log](https://ci.example.com/18)',
    },
  },
  {
    name: 'Azure Monitor by a workflow: adaptive card',
    event: 'message',
    document: ADAPTIVE,
    body: adaptive({
      type: 'AdaptiveCard',
      version: '1.4',
      body: [
        { type: 'TextBlock', size: 'Large', weight: 'Bolder', text: 'Sev1 · CPU of vm-7' },
        {
          type: 'Container',
          style: 'attention',
          items: [
            { type: 'TextBlock', text: 'Percentage CPU is **97 %** (limit 90 %)', wrap: true },
            {
              type: 'FactSet',
              facts: [
                { title: 'Resource:', value: 'vm-7' },
                { title: 'Fired', value: '2026-11-28 09:12 UTC' },
              ],
            },
          ],
        },
        {
          type: 'ColumnSet',
          columns: [
            { type: 'Column', items: [{ type: 'TextBlock', text: 'Region', weight: 'Bolder' }] },
            { type: 'Column', items: [{ type: 'TextBlock', text: 'westeurope' }] },
          ],
        },
      ],
      actions: [{ type: 'Action.OpenUrl', title: 'Open alert', url: 'https://portal.example/alert/1' }],
    }),
  },
  {
    name: 'Zabbix by a workflow: adaptive card',
    event: 'message',
    document: 'https://www.zabbix.com/integrations/msteams',
    body: adaptive({
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      body: [
        {
          type: 'Container',
          items: [
            {
              type: 'TextBlock',
              size: 'Medium',
              wrap: 'true',
              weight: 'Bolder',
              text: 'Resolved in 16m 2s: High CPU utilization on db_1',
            },
          ],
          style: 'good',
          bleed: true,
        },
        { type: 'TextBlock', wrap: 'true', text: 'Problem name: High CPU utilization' },
        { type: 'TextBlock', wrap: 'true', text: 'Host: db_1' },
        { type: 'TextBlock', wrap: 'true', text: 'Severity: High' },
        { type: 'TextBlock', wrap: 'true', text: '' },
      ],
      actions: [
        {
          type: 'Action.OpenUrl',
          title: 'Event info',
          url: 'https://zabbix.example/tr_events.php?triggerid=16199&eventid=4711',
        },
      ],
    }),
  },
  {
    name: 'Grafana: message card',
    event: 'message',
    document:
      'https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/configure-teams/',
    body: {
      '@type': 'MessageCard',
      '@context': 'http://schema.org/extensions',
      summary: '[FIRING:1] High memory usage',
      title: '[FIRING:1] High memory usage',
      themeColor: '#D63232',
      sections: [{ title: '', text: 'Memory of **db_1** is above 95 %' }],
      potentialAction: [
        {
          '@type': 'OpenUri',
          '@context': 'http://schema.org',
          name: 'View URL',
          targets: [{ os: 'default', uri: 'https://play.grafana.example/alerting/list' }],
        },
      ],
    },
  },
];
