import type { Fixture } from '../fixture';

const DOCUMENT = 'https://developer.atlassian.com/cloud/jira/platform/webhooks/';
const issue = {
  id: '10002',
  self: 'https://acme.atlassian.example/rest/api/2/issue/10002',
  key: 'SHOP-17',
  fields: {
    summary: 'Names are cut after 64 characters {@all}',
    issuetype: { name: 'Bug' },
    status: { name: 'To Do' },
    priority: { name: 'High' },
    assignee: null,
    labels: [],
  },
};
const hook = (event: string, name: string, body: Fixture['body']): Fixture => ({
  name,
  event: event.replace('jira:', ''),
  document: DOCUMENT,
  body: { timestamp: 1764321120000, webhookEvent: event, user: { displayName: 'Mona Lisa' }, ...body },
});

export const jiraFixtures: Fixture[] = [
  hook('jira:issue_created', 'issue created', { issue, issue_event_type_name: 'issue_created' }),
  hook('jira:issue_updated', 'issue moved and assigned', {
    issue,
    changelog: {
      id: '10124',
      items: [
        {
          field: 'status',
          fieldtype: 'jira',
          from: '1',
          fromString: 'To Do',
          to: '3',
          toString: 'In Progress',
        },
        {
          field: 'assignee',
          fieldtype: 'jira',
          from: null,
          fromString: null,
          to: 'mona',
          toString: 'Mona Lisa',
        },
        { field: 'description', fieldtype: 'jira', fromString: 'a', toString: 'b' },
      ],
    },
  }),
  hook('comment_created', 'comment', {
    issue,
    comment: { body: 'I can see it, too.\n\n*Please* mend it.', author: { displayName: 'Ada Lovelace' } },
    user: undefined,
  }),
  hook('sprint_started', 'sprint started', { sprint: { id: 3, name: 'Sprint 12', state: 'active' } }),
  hook('board_configuration_changed', 'an event that is not known', { configuration: {} }),
];
