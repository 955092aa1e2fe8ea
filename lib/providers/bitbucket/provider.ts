import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, items, stateMessage } from '../draw';
import { readText } from '../markup/foreign-text';
import { idOf } from '../markup/ids';
import { asCode, linked } from '../markup/links';
import { at, firstLine, firstLineOf, lineAt, lookUp, recordsAt } from '../markup/payload';
import type { Group, Provider } from '../provider';

/** Bitbucket Cloud's webhooks. */
export const bitbucket: Provider = {
  name: 'bitbucket',
  title: 'Bitbucket',
  detect: ({ headers, payload }) =>
    headers['x-event-key'] !== undefined && (payload.repository !== undefined || payload.actor !== undefined),
  event: ({ headers }) => headers['x-event-key'] ?? null,
  render: ({ headers, payload }) => {
    const [kind, action = ''] = (headers['x-event-key'] ?? '').split(':');
    switch (kind) {
      case 'repo':
        return ofRepository(payload, action);
      case 'pullrequest':
        return pullRequest(payload, action);
      case 'issue':
        return issue(payload, action);
      default:
        return null;
    }
  },
  group: ({ payload }) => {
    const pull = idOf(payload, 'repository.full_name', 'pullrequest.id');
    if (pull !== null) return { key: `pull request ${pull}`, state: 'open' };
    const status = payload.commit_status;
    const build = idOf(payload, 'repository.full_name', 'commit_status.key', 'commit_status.commit.hash');
    const states = { FAILED: 'firing', SUCCESSFUL: 'resolved' } as const;
    const state = lookUp<Group['state']>(states, lineAt(status, 'state'));
    const key = build ?? idOf(status, 'url');
    return key === null || state === undefined ? null : { key: `build ${key}`, state };
  },
  // The first stays the same in each retry of Bitbucket, the second in those of Atlassian's other products.
  dedupeId: ({ headers }) => headers['x-request-uuid'] ?? headers['x-atlassian-webhook-identifier'] ?? null,
};

function who(payload: UncheckedObject): string {
  return literal(firstLine(payload, 'actor.display_name', 'actor.nickname', 'actor.username') ?? 'Somebody');
}

function inRepository(payload: UncheckedObject): string {
  const name = linked(at(payload, 'repository.full_name'), at(payload, 'repository.links.html.href'));
  return name === '' ? '' : ` · ${name}`;
}

function ofRepository(payload: UncheckedObject, action: string) {
  if (action === 'push') return push(payload);
  if (action === 'commit_status_created' || action === 'commit_status_updated') return commitStatus(payload);
  if (action === 'fork') {
    return eventMessage([
      `${who(payload)} forked ${linked(at(payload, 'fork.full_name'), at(payload, 'fork.links.html.href'))}${inRepository(payload)}`,
    ]);
  }
  if (action !== 'commit_comment_created') return null;
  const commented = linked('commented', at(payload, 'comment.links.html.href'));
  return eventMessage([
    `${who(payload)} ${commented} on ${asCode(lineAt(payload, 'commit.hash')?.slice(0, 7))}${inRepository(payload)}`,
    quote(at(payload, 'comment.content.raw')),
  ]);
}

function push(payload: UncheckedObject) {
  const changes = recordsAt(payload, 'push.changes').slice(0, 3);
  const lines = changes.flatMap((change) => changed(payload, change));
  return lines.length === 0 ? null : eventMessage(lines);
}

function changed(payload: UncheckedObject, change: UncheckedObject): string[] {
  const kind = firstLine(change, 'new.type', 'old.type') === 'tag' ? 'tag ' : '';
  const name = asCode(firstLine(change, 'new.name', 'old.name'));
  const end = inRepository(payload);
  if (change.closed === true) return [`${who(payload)} deleted ${kind}${name}${end}`];
  const commits = recordsAt(change, 'commits');
  if (commits.length === 0) return [`${who(payload)} created ${kind}${name}${end}`];
  const several =
    change.truncated === true ? `more than ${commits.length} commits` : `${commits.length} commits`;
  const count = linked(
    commits.length === 1 && change.truncated !== true ? '1 commit' : several,
    at(change, 'links.html.href'),
  );
  return [
    `${who(payload)} ${change.forced === true ? 'force-pushed' : 'pushed'} ${count} to ${kind}${name}${end}`,
    ...items(
      commits,
      (commit) =>
        `${linked(lineAt(commit, 'hash')?.slice(0, 7), at(commit, 'links.html.href'))} ${literal(firstLineOf(commit.message) ?? '')}`,
    ),
  ];
}

/** The beginning of what somebody wrote. */
function quote(text: unknown): string | null {
  const lines = (readText(text, 600) ?? '').split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0
    ? null
    : lines
        .slice(0, 4)
        .map((line) => `! ${literal(line.trim())}`)
        .join('\n');
}

const VERBS: Readonly<Record<string, string>> = {
  created: 'opened',
  fulfilled: 'merged',
  rejected: 'declined',
  updated: 'updated',
  approved: 'approved',
  unapproved: 'took back the approval of',
  changes_request_created: 'requested changes to',
  changes_request_removed: 'took back the request for changes to',
  comment_created: 'commented on',
};

function pullRequest(payload: UncheckedObject, action: string) {
  const verb = lookUp(VERBS, action);
  if (verb === undefined) return null;
  const pull = payload.pullrequest;
  const id = lineAt(pull, 'id');
  const name = linked(
    `${id === null ? '' : `#${id} `}${lineAt(pull, 'title', 150) ?? ''}`,
    at(pull, 'links.html.href'),
  );
  const branches = `${asCode(at(pull, 'destination.branch.name'))} ← ${asCode(at(pull, 'source.branch.name'))}`;
  return eventMessage([
    `${who(payload)} ${verb} pull request ${name}${inRepository(payload)}`,
    action === 'created' || action === 'fulfilled' ? branches : null,
    quote(action === 'created' ? at(pull, 'description') : at(payload, 'comment.content.raw')),
  ]);
}

const ISSUE_VERBS: Readonly<Record<string, string>> = {
  created: 'opened',
  updated: 'updated',
  comment_created: 'commented on',
};
const STATUSES: Readonly<Record<string, string>> = {
  SUCCESSFUL: 'succeeded',
  INPROGRESS: 'is running',
  STOPPED: 'was stopped',
};

function issue(payload: UncheckedObject, action: string) {
  const verb = lookUp(ISSUE_VERBS, action);
  if (verb === undefined) return null;
  const id = lineAt(payload, 'issue.id');
  const name = linked(
    `${id === null ? '' : `#${id} `}${lineAt(payload, 'issue.title', 150) ?? ''}`,
    at(payload, 'issue.links.html.href'),
  );
  return eventMessage([
    `${who(payload)} ${verb} issue ${name}${inRepository(payload)}`,
    quote(
      at(payload, 'comment.content.raw') ?? (action === 'created' ? at(payload, 'issue.content.raw') : null),
    ),
  ]);
}

function commitStatus(payload: UncheckedObject) {
  const status = payload.commit_status;
  const name = firstLine(status, 'name', 'key') ?? 'Build';
  const state = lineAt(status, 'state');
  const on = lineAt(status, 'refname');
  const address = at(status, 'url');
  if (state === 'FAILED') {
    return stateMessage({
      tone: 'red',
      title: [`${name} failed`, lineAt(payload, 'repository.full_name')].filter(Boolean).join(' · '),
      lines: [on && `on ${asCode(on)}`, literal(lineAt(status, 'description', 300) ?? '')],
      links: [['Open build', address]],
    });
  }
  const word = lookUp(STATUSES, state) ?? 'changed';
  return eventMessage([
    `${linked(name, address)} ${word}${on === null ? '' : ` on ${asCode(on)}`}${inRepository(payload)}`,
  ]);
}
