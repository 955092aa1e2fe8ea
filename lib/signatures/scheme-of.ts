import 'server-only';
import { githubSignature } from '@/lib/providers/github/signature';
import { gitlabSignature } from '@/lib/providers/gitlab/signature';
import { grafanaSignature } from '@/lib/providers/grafana/signature';
import { jiraSignature } from '@/lib/providers/jira/signature';
import { sentrySignature } from '@/lib/providers/sentry/signature';
import { shopifySignature } from '@/lib/providers/shopify/signature';
import { slackSignature } from '@/lib/providers/slack/signature';
import { stripeSignature } from '@/lib/providers/stripe/signature';
import { customSignature } from './custom';
import type { SignatureScheme } from './scheme';
import type { SchemeName } from './schemes';
import { standardWebhooks } from './standard-webhooks';
import { zoomSignature } from './zoom';

const schemes: Record<Exclude<SchemeName, 'custom'>, SignatureScheme> = {
  github: githubSignature,
  gitlab: gitlabSignature,
  stripe: stripeSignature,
  sentry: sentrySignature,
  jira: jiraSignature,
  shopify: shopifySignature,
  slack: slackSignature,
  grafana: grafanaSignature,
  zoom: zoomSignature,
  'standard-webhooks': standardWebhooks,
};

/** How a scheme signs; null for a name that a newer server wrote. `custom` is the JSON text of a `CustomScheme`. */
export function schemeOf(name: string, custom: string | null): SignatureScheme | null {
  if (name === 'custom') return customSignature(custom);
  return Object.hasOwn(schemes, name) ? schemes[name as keyof typeof schemes] : null;
}
