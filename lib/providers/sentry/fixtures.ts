import type { Fixture } from '../fixture';

const DOCUMENT = 'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/';

const hook = (resource: string, name: string, body: Fixture['body']): Fixture => ({
  name,
  event: `${resource}.${String(body.action)}`,
  document: `${DOCUMENT}${resource.replaceAll('_', '-')}s/`,
  headers: { 'sentry-hook-resource': resource, 'request-id': '7a485448-a9e2-4c85-8a3c-4f44175783c9' },
  body: { installation: { uuid: '7a485448-a9e2-4c85-8a3c-4f44175783c9' }, ...body },
});
const issue = {
  id: '1170820242',
  shortId: 'SHOP-17',
  title: 'TypeError: name is not a function',
  culprit: 'checkout in pay(/static/app.js)',
  level: 'error',
  status: 'unresolved',
  metadata: { type: 'TypeError', value: 'name is not a function at pay' },
  count: '3',
  web_url: 'https://acme.sentry.example/issues/1170820242/',
  project: { id: '1', name: 'Shop', slug: 'shop' },
};

export const sentryFixtures: Fixture[] = [
  hook('issue', 'issue created', {
    action: 'created',
    data: { issue },
    actor: { type: 'application', name: 'Sentry' },
  }),
  hook('issue', 'issue resolved', {
    action: 'resolved',
    data: { issue: { ...issue, status: 'resolved' } },
    actor: { type: 'user', name: 'Mona' },
  }),
  hook('event_alert', 'alert rule triggered', {
    action: 'triggered',
    data: {
      event: {
        title: 'TimeoutError: database',
        level: 'warning',
        culprit: 'orders.views.list',
        environment: 'production',
        tags: [['release', 'shop@2.4.0']],
        user: { email: 'ada@example.com' },
        web_url: 'https://acme.sentry.example/issues/9/events/1/',
        metadata: { value: 'no answer after 5 s' },
      },
      triggered_rule: 'Many timeouts',
    },
  }),
  hook('metric_alert', 'metric alert critical', {
    action: 'critical',
    data: {
      metric_alert: { title: 'Slow checkout', projects: ['shop'], alert_rule: { name: 'Slow checkout' } },
      description_title: 'Critical: Slow checkout',
      description_text: '1,200 ms p95 in the last 10 minutes',
      web_url: 'https://acme.sentry.example/alerts/rules/details/1/',
    },
  }),
  hook('metric_alert', 'metric alert resolved', {
    action: 'resolved',
    data: {
      metric_alert: { title: 'Slow checkout' },
      web_url: 'https://acme.sentry.example/alerts/rules/details/1/',
    },
  }),
  hook('installation', 'installed', { action: 'created', data: { installation: { status: 'installed' } } }),
  hook('seer', 'an event that is not known', { action: 'root_cause_started', data: {} }),
];
