import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, items } from '../draw';
import { readText } from '../markup/foreign-text';
import { linked } from '../markup/links';
import { at, firstLine, lineAt, lookUp, recordsAt } from '../markup/payload';
import type { Provider } from '../provider';

/** Jira's webhooks: issues, comments, sprints and versions. */
export const jira: Provider = {
  name: 'jira',
  title: 'Jira',
  detect: ({ payload }) =>
    typeof payload.webhookEvent === 'string' &&
    ['issue', 'comment', 'sprint', 'version', 'project', 'user', 'worklog', 'timestamp'].some(
      (key) => payload[key] !== undefined,
    ),
  event: ({ payload }) => lineAt(payload, 'webhookEvent')?.replace(/^jira:/, '') ?? null,
  render: ({ payload }) => {
    const event = lineAt(payload, 'webhookEvent')?.replace(/^jira:/, '') ?? '';
    if (payload.issue !== undefined) return issue(payload, event);
    const [kind = '', verb = ''] = event.split(/_(?=[a-z]+$)/);
    const thing = payload[kind];
    const name = lineAt(thing, 'name');
    return name === null ? null : eventMessage([`${literal(titled(kind, name))} ${literal(verb)}`]);
  },
  dedupeId: ({ headers }) => headers['x-atlassian-webhook-identifier'] ?? null,
};

/** "Version 2.4"; most sprints have the word in their name already. */
function titled(kind: string, name: string): string {
  const word = kind.charAt(0).toUpperCase() + kind.slice(1);
  return name.toLowerCase().startsWith(kind) ? name : `${word} ${name}`;
}

function who(payload: UncheckedObject): string {
  return literal(
    firstLine(payload, 'user.displayName', 'comment.author.displayName', 'user.name') ?? 'Somebody',
  );
}

/** `SHOP-17 Title`, linked to the page for people when the API's address reveals it. */
function named(issue: unknown): string {
  const key = lineAt(issue, 'key', 50);
  const title = [key, lineAt(issue, 'fields.summary', 150)].filter(Boolean).join(' ');
  const self = lineAt(issue, 'self', 500);
  const origin =
    self === null ? null : /^https?:\/\/[^/]+(?:\/(?!rest\/)[^/]+)*?(?=\/rest\/)/.exec(self)?.[0];
  return linked(title, origin && key ? `${origin}/browse/${encodeURIComponent(key)}` : null);
}

const VERBS: Readonly<Record<string, string>> = {
  issue_created: 'created',
  issue_deleted: 'deleted',
  issue_updated: 'changed',
  issue_assigned: 'assigned',
  comment_created: 'commented on',
  comment_updated: 'changed a comment on',
  comment_deleted: 'deleted a comment on',
};
/** Fields whose values are too long for one line. */
const LONG = new Set(['description', 'comment', 'attachment', 'environment', 'rank', 'link']);

function issue(payload: UncheckedObject, event: string) {
  const thing = payload.issue;
  const verb = lookUp(VERBS, event);
  if (verb === undefined) return null;
  const kind = lineAt(thing, 'fields.issuetype.name')?.toLowerCase() ?? 'issue';
  const facts = ['fields.status.name', 'fields.priority.name', 'fields.assignee.displayName'].map((path) =>
    lineAt(thing, path),
  );
  const comment = event.startsWith('comment') ? readText(at(payload, 'comment.body'), 600) : null;
  return eventMessage([
    `${who(payload)} ${verb} ${literal(kind)} ${named(thing)}`,
    ...(event === 'issue_updated' || event === 'issue_assigned'
      ? items(recordsAt(payload, 'changelog.items'), changeOf)
      : []),
    event === 'issue_created' && literal(facts.filter(Boolean).join(' · ')),
    comment && quote(comment),
  ]);
}

/** The beginning of a text that somebody wrote. */
function quote(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(0, 4)
    .map((line) => `! ${literal(line.trim())}`)
    .join('\n');
}

function changeOf(change: UncheckedObject): string {
  const field = lineAt(change, 'field', 60) ?? 'something';
  if (LONG.has(field.toLowerCase())) return `${literal(field)} changed`;
  const [from, to] = [lineAt(change, 'fromString', 100), lineAt(change, 'toString', 100)];
  if (to === null) return from === null ? '' : `${literal(field)}: no longer ${literal(from)}`;
  return `${literal(field)}: ${from === null ? '' : `${literal(from)} → `}${literal(to)}`;
}
