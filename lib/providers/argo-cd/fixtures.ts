import type { Fixture } from '../fixture';

const WEBHOOK = 'https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/webhook/';
const TEMPLATES = 'https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/templates/';
const COMMIT = '4a1b7e0c2d9f8a6b5c4d3e2f1a0b9c8d7e6f5a4b';

const notification = (name: string, event: string, document: string, body: Fixture['body']): Fixture => ({
  name,
  event,
  document,
  headers: { 'content-type': 'application/json', 'user-agent': 'Go-http-client/2.0' },
  body,
});
const app = (status: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop_web', namespace: 'argocd' },
  spec: {
    project: 'store',
    source: { repoURL: 'https://github.com/acme/deploy.git', path: 'shop', targetRevision: 'main' },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'production' },
  },
  status: {
    sync: { status: 'Synced', revision: COMMIT },
    health: { status: 'Healthy' },
    summary: { externalURLs: ['https://shop.example/'], images: ['acme/shop:2.4.0'] },
    operationState: {
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      startedAt: '2026-11-28T09:12:00Z',
      finishedAt: '2026-11-28T09:12:41Z',
      syncResult: { revision: COMMIT },
    },
    ...status,
  },
});

export const argoCdFixtures: Fixture[] = [
  notification('application deployed, as it is', 'synced and healthy', TEMPLATES, app({})),
  notification('sync failed, with context', 'sync failed', TEMPLATES, {
    app: app({
      sync: { status: 'OutOfSync', revision: COMMIT },
      operationState: {
        phase: 'Failed',
        message: 'one or more objects failed to apply: Deployment "shop" is invalid: spec.*: Required value',
        startedAt: '2026-11-28T09:12:00Z',
        finishedAt: '2026-11-28T09:12:09Z',
      },
    }),
    context: { argocdUrl: 'https://argocd.example' },
  }),
  notification(
    'health degraded',
    'degraded',
    TEMPLATES,
    app({
      health: { status: 'Degraded', message: 'Deployment "shop" exceeded its progress deadline' },
      operationState: undefined,
    }),
  ),
  notification('fields of a template', 'out of sync', WEBHOOK, {
    titleLink: 'https://argocd.example/applications/shop',
    syncStatus: 'OutOfSync',
    healthStatus: 'Healthy',
    repo: 'https://github.com/acme/deploy',
    revision: COMMIT,
  }),
  notification('a short JSON of somebody', 'synced and healthy', WEBHOOK, {
    app: 'shop',
    sync: 'Synced',
    health: 'Healthy',
    namespace: 'staging',
    revision: '2.4.0',
  }),
  notification('the documented commit status', 'synced', WEBHOOK, {
    state: 'success',
    description: 'ArgoCD',
    target_url: 'https://argocd.example/applications/shop',
    context: 'continuous-delivery/shop',
  }),
];
