import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { eventMessage, type Link, stateMessage } from '../draw';
import { durationBetween } from '../markup/durations';
import { asCode, linked } from '../markup/links';
import type { Tone } from '../markup/tones';
import type { Provider } from '../provider';
import { type Application, applicationOf } from './application';

/** Argo CD's notifications by webhook: the whole application, or a template's description of it. */
export const argoCd: Provider = {
  name: 'argo-cd',
  title: 'Argo CD',
  detect: ({ payload }) => applicationOf(payload) !== null,
  event: ({ payload }) => {
    const app = applicationOf(payload);
    return app && stateOf(app).word;
  },
  render: ({ payload }) => {
    const app = applicationOf(payload);
    return app && application(app);
  },
  group: ({ payload }) => {
    const app = applicationOf(payload);
    const tone = app && stateOf(app).tone;
    if (app === null || tone === 'blue') return null;
    // The same application may run in several places.
    return { key: `${app.name} ${app.destination}`, state: tone === 'green' ? 'resolved' : 'firing' };
  },
};

type AppState = { word: string; tone: Tone };

/** The worst of the reported states: a failed sync, then bad health, then a difference from Git. */
function stateOf({ sync, health, phase }: Application): AppState {
  if (phase === 'Failed' || phase === 'Error') return { word: 'sync failed', tone: 'red' };
  if (health === 'Degraded') return { word: 'degraded', tone: 'red' };
  if (health === 'Missing') return { word: 'missing', tone: 'red' };
  if (phase === 'Running') return { word: 'syncing', tone: 'blue' };
  if (sync === 'OutOfSync') return { word: 'out of sync', tone: 'yellow' };
  if (sync === 'Unknown') return { word: 'sync status unknown', tone: 'yellow' };
  if (health === 'Suspended') return { word: 'suspended', tone: 'yellow' };
  if (health === 'Unknown') return { word: 'health unknown', tone: 'yellow' };
  if (health === 'Progressing') return { word: 'progressing', tone: 'blue' };
  if (health === 'Healthy')
    return { word: sync === 'Synced' ? 'synced and healthy' : 'healthy', tone: 'green' };
  return { word: phase === 'Succeeded' ? 'synced' : (sync ?? 'changed').toLowerCase(), tone: 'green' };
}

function application(app: Application) {
  const { word, tone } = stateOf(app);
  const took = durationBetween(app.started, app.finished);
  const links: Link[] = [
    ['Open application', app.page],
    ['Open site', app.external],
  ];
  if (tone === 'green' || tone === 'blue') {
    const about = [revisionOf(app), app.destination === null ? '' : `in ${literal(app.destination)}`].filter(
      Boolean,
    );
    const after = took === null || tone === 'blue' ? '' : ` (${took})`;
    return eventMessage(
      [[`${linked(app.name, app.page)} is ${literal(word)}`, ...about].join(' · ') + after],
      links.slice(1),
    );
  }
  const healthy = app.health !== null && word !== app.health.toLowerCase() ? app.health.toLowerCase() : null;
  return stateMessage({
    tone,
    title: `${app.name} · ${word}${app.destination === null ? '' : ` · ${app.destination}`}`,
    lines: [app.message && literal(app.message)],
    facts: [
      ['health', healthy && literal(healthy)],
      ['revision', revisionOf(app)],
      ['project', literal(app.project === 'default' ? '' : (app.project ?? ''))],
      ['repository', literal(app.repository ?? '')],
    ],
    links,
  });
}

/** The beginning of a commit's hash; the version of a chart. */
function revisionOf({ revision }: Application): string {
  return asCode(revision !== null && /^[0-9a-f]{40}$/i.test(revision) ? revision.slice(0, 7) : revision);
}
