import type { Fixture } from '../fixture';

const incident = {
  id: 'PGR0VU2',
  type: 'incident',
  html_url: 'https://acme.pagerduty.example/incidents/PGR0VU2',
  number: 2,
  status: 'triggered',
  title: 'A little bump in the road',
  created_at: '2026-11-28T09:12:00Z',
  urgency: 'high',
  priority: { summary: 'P1' },
  service: { summary: 'API Service', html_url: 'https://acme.pagerduty.example/services/PF9KMXH' },
  assignees: [{ summary: 'Mona Lisa' }],
};
const event = (type: string, name: string, data: object): Fixture => ({
  name,
  event: type,
  document: 'https://developer.pagerduty.com/docs/webhooks-overview#event-types',
  headers: { 'x-pagerduty-signature': 'v1=0' },
  body: {
    event: {
      id: '5ac64822-4adc-4fda-ade0-410becf0de4f',
      event_type: type,
      resource_type: 'incident',
      occurred_at: '2026-11-28T09:20:00.165Z',
      agent: { summary: 'Ada Lovelace' },
      data,
    },
  },
});

export const pagerdutyFixtures: Fixture[] = [
  event('incident.triggered', 'incident triggered', incident),
  event('incident.acknowledged', 'incident acknowledged', { ...incident, status: 'acknowledged' }),
  event('incident.resolved', 'incident resolved', { ...incident, status: 'resolved', assignees: [] }),
  event('incident.annotated', 'note', {
    content: 'Restarted web-1',
    incident: { summary: 'A little bump in the road', html_url: incident.html_url },
  }),
  event('pagey.ping', 'webhook set up', { message: 'Hello from your friend Pagey!' }),
];
