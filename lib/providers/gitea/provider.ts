import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { github } from '../github/provider';
import { readLine } from '../markup/foreign-text';
import { lineAt } from '../markup/payload';
import type { Provider, ServiceCall } from '../provider';
import { asGithub } from './as-github';

/** The event's header of each, the one that it alone sends first: Forgejo sends Gitea's too, and all send GitHub's. */
const FORGES = [
  ['x-forgejo-event', 'Forgejo'],
  ['x-gitea-event', 'Gitea'],
  ['x-gogs-event', 'Gogs'],
] as const;

/** Webhooks of Gitea, Forgejo and Gogs: GitHub's, but for some names. */
export const gitea: Provider = {
  name: 'gitea',
  title: 'Gitea',
  detect: ({ headers }) => forgeOf(headers) !== undefined,
  event: ({ headers, payload }) =>
    [nameOf(headers), lineAt(payload, 'action', 60)].filter(Boolean).join('.') || null,
  render: (call) => {
    const name = forgeOf(call.headers)?.[1] ?? 'Gitea';
    const message = github.render(translated(call)) ?? unknownEvent(name, call);
    return message && { ...message, bot: { name } };
  },
  group: (call) => github.group?.(translated(call)) ?? null,
  dedupeId: ({ headers }) =>
    headers['x-forgejo-delivery'] ?? headers['x-gitea-delivery'] ?? headers['x-gogs-delivery'] ?? null,
};

function unknownEvent(forge: string, call: ServiceCall): WireMessage | null {
  const event = readLine(gitea.event(call), 100);
  return event ? { text: `${forge}: ${literal(event)}` } : null;
}

function forgeOf(headers: ServiceCall['headers']) {
  return FORGES.find(([header]) => headers[header]);
}

function nameOf(headers: ServiceCall['headers']): string | null {
  const [header] = forgeOf(headers) ?? [];
  return (header && headers[header]) ?? null;
}

function translated({ headers, payload }: ServiceCall): ServiceCall {
  return asGithub(nameOf(headers), payload);
}
