import 'server-only';
import { at, lineAt } from '../markup/payload';
import type { Provider, ServiceCall } from '../provider';
import { alertEvents } from './events/alerts';
import { codeEvents } from './events/code';
import { discussionEvents } from './events/discussions';
import { repositoryEvents } from './events/repository';
import { runEvents } from './events/runs';
import { groupOf } from './group';

const events = { ...codeEvents, ...discussionEvents, ...runEvents, ...repositoryEvents, ...alertEvents };
const isKnown = (name: string): name is keyof typeof events => Object.hasOwn(events, name);

/** GitHub's webhooks, of repositories, organisations and apps. */
export const github: Provider = {
  name: 'github',
  title: 'GitHub',
  detect: (call) => nameOf(call) !== null,
  event: (call) => {
    const action = lineAt(call.payload, 'action', 60);
    return [nameOf(call), action].filter(Boolean).join('.') || null;
  },
  render: (call) => {
    const name = nameOf(call);
    return name !== null && isKnown(name) ? events[name](call.payload) : null;
  },
  group: (call) => groupOf(nameOf(call), call.payload),
  dedupeId: ({ headers }) => headers['x-github-delivery'] ?? null,
};

/** The header's event; for a payload without the header (through a relay), the object that it is about. */
function nameOf({ headers, payload }: ServiceCall): string | null {
  const named = headers['x-github-event'];
  if (named) return named;
  if (lineAt(payload, 'repository.full_name') === null || at(payload, 'sender.login') === undefined)
    return null;
  const about = ['pull_request', 'workflow_run', 'check_run', 'check_suite', 'release', 'deployment_status'];
  const found = about.find((key) => payload[key] !== undefined);
  if (found) return found;
  if (payload.issue !== undefined) return payload.comment === undefined ? 'issues' : 'issue_comment';
  if (payload.commits !== undefined && payload.ref !== undefined) return 'push';
  return payload.hook !== undefined && payload.zen !== undefined ? 'ping' : null;
}
