import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, items, stateMessage } from '../draw';
import { afterText } from '../markup/durations';
import { readText } from '../markup/foreign-text';
import { asCode, linked } from '../markup/links';
import { fromMarkdown } from '../markup/markdown';
import { at, firstLine, firstLineOf, lineAt, lookUp, numberAt, recordsAt } from '../markup/payload';
import type { Tone } from '../markup/tones';
import type { Group, Provider } from '../provider';

type Render = (payload: UncheckedObject) => ReturnType<typeof eventMessage>;

/** The renderers by `object_kind`. */
const kinds: Readonly<Record<string, Render>> = {
  push,
  tag_push: push,
  merge_request: (payload) => tracked(payload, 'merge request', '!'),
  issue: (payload) => tracked(payload, 'issue', '#'),
  work_item: (payload) => tracked(payload, 'issue', '#'),
  incident: (payload) => tracked(payload, 'incident', '#'),
  note,
  pipeline,
  build: job,
  deployment,
  release: (payload) =>
    eventMessage([
      `${literal(payload.action === 'create' ? 'New release' : 'Release changed:')} ${linked(firstLine(payload, 'name', 'tag'), payload.url)}${inProject(payload)}`,
      excerpt(payload.description),
    ]),
  wiki_page: (payload) =>
    eventMessage([
      `${who(payload)} ${past(lineAt(payload, 'object_attributes.action'))} wiki page ${linked(at(payload, 'object_attributes.title'), at(payload, 'object_attributes.url'))}${inProject(payload)}`,
    ]),
};

/** GitLab's webhooks of projects and groups. */
export const gitlab: Provider = {
  name: 'gitlab',
  title: 'GitLab',
  detect: ({ headers, payload }) =>
    headers['x-gitlab-event'] !== undefined ||
    (typeof payload.object_kind === 'string' && payload.project !== undefined),
  event: ({ headers, payload }) => lineAt(payload, 'object_kind') ?? headers['x-gitlab-event'] ?? null,
  render: ({ payload }) => {
    const kind = lineAt(payload, 'object_kind') ?? '';
    return lookUp(kinds, kind)?.(payload) ?? null;
  },
  group: ({ payload }) => groupOf(payload),
  // One event id covers everything that follows from a webhook, such as a pipeline from a comment; the state
  // distinguishes them.
  dedupeId: ({ headers, payload }) => {
    const id = headers['x-gitlab-event-uuid'];
    const paths = ['object_kind', 'object_attributes.id', 'build_id', 'object_attributes.action'];
    const states = ['object_attributes.status', 'build_status', 'status', 'ref', 'after'];
    return id ? [id, ...[...paths, ...states].map((path) => lineAt(payload, path) ?? '')].join(' ') : null;
  },
};

/** Pipelines with their jobs, once something failed; merge requests with their discussion. */
function groupOf(payload: UncheckedObject): Group | null {
  const kind = lineAt(payload, 'object_kind');
  const project = lineAt(payload, 'project.id') ?? lineAt(payload, 'project_id');
  const merge = lineAt(payload, kind === 'merge_request' ? 'object_attributes.iid' : 'merge_request.iid');
  if ((kind === 'merge_request' || kind === 'note') && merge !== null)
    return { key: `merge request ${project} ${merge}`, state: 'open' };
  const states = { failed: 'firing', success: 'resolved' } as const;
  const pipeline = lineAt(payload, kind === 'build' ? 'pipeline_id' : 'object_attributes.id');
  const status = lineAt(payload, kind === 'build' ? 'build_status' : 'object_attributes.status');
  const state = lookUp<Group['state']>(states, status);
  if ((kind !== 'pipeline' && kind !== 'build') || pipeline === null || !state) return null;
  // A successful job says nothing about its pipeline.
  return kind === 'build' && state === 'resolved' ? null : { key: `pipeline ${project} ${pipeline}`, state };
}

function who(payload: UncheckedObject): string {
  return literal(
    firstLine(payload, 'user_name', 'user.name', 'user.username', 'user_username') ?? 'Somebody',
  );
}

function inProject(payload: UncheckedObject): string {
  const name = linked(
    firstLine(payload, 'project.path_with_namespace', 'project.name', 'repository.name', 'project_name'),
    at(payload, 'project.web_url') ?? at(payload, 'repository.homepage'),
  );
  return name === '' ? '' : ` · ${name}`;
}

function excerpt(value: unknown): string | null {
  const text = readText(value, 500);
  if (text === null) return null;
  const lines = fromMarkdown(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.some((line) => line.startsWith('```'))
    ? fromMarkdown(text)
    : lines
        .slice(0, 4)
        .map((line) => `! ${line.replace(/^(?:#+|!) /, '')}`)
        .join('\n');
}

const NO_COMMIT = /^0{40,64}$/;

function push(payload: UncheckedObject) {
  const name = asCode((lineAt(payload, 'ref') ?? '').replace(/^refs\/(?:heads|tags)\//, ''));
  const kind = payload.object_kind === 'tag_push' ? 'tag ' : '';
  const end = inProject(payload);
  if (NO_COMMIT.test(lineAt(payload, 'after') ?? ''))
    return eventMessage([`${who(payload)} deleted ${kind}${name}${end}`]);
  const commits = recordsAt(payload, 'commits');
  const total = numberAt(payload, 'total_commits_count') ?? commits.length;
  if (kind !== '' || commits.length === 0) {
    const isNew = NO_COMMIT.test(lineAt(payload, 'before') ?? '');
    return eventMessage([`${who(payload)} ${isNew ? 'created' : 'pushed to'} ${kind}${name}${end}`]);
  }
  return eventMessage([
    `${who(payload)} pushed ${total === 1 ? '1 commit' : `${total} commits`} to ${name}${end}`,
    // GitLab lists the newest commit last.
    ...items(
      commits.toReversed(),
      (commit) =>
        `${linked(lineAt(commit, 'id')?.slice(0, 8), commit.url)} ${literal(firstLineOf(commit.message) ?? '')}`,
      total,
    ),
  ]);
}

const PAST: Readonly<Record<string, string>> = {
  open: 'opened',
  close: 'closed',
  reopen: 'reopened',
  update: 'updated',
  merge: 'merged',
  approved: 'approved',
  approval: 'approved',
  unapproved: 'took back the approval of',
  unapproval: 'took back the approval of',
  create: 'created',
  delete: 'deleted',
};

function past(action: string | null): string {
  return lookUp(PAST, action) ?? literal(action ?? 'changed');
}

function tracked(payload: UncheckedObject, kind: string, sign: string) {
  const thing = payload.object_attributes;
  const action = lineAt(thing, 'action');
  const number = lineAt(thing, 'iid');
  const name = linked(
    `${number === null ? '' : `${sign}${number} `}${lineAt(thing, 'title', 150) ?? ''}`,
    at(thing, 'url'),
  );
  const branches =
    at(thing, 'source_branch') &&
    `${asCode(at(thing, 'target_branch'))} ← ${asCode(at(thing, 'source_branch'))}`;
  const isNews = action === 'open' || action === 'reopen' || action === 'merge';
  return eventMessage([
    `${who(payload)} ${past(action)} ${kind} ${name}${inProject(payload)}`,
    isNews && branches ? String(branches) : null,
    action === 'open' ? excerpt(at(thing, 'description')) : null,
  ]);
}

function note(payload: UncheckedObject) {
  const about = payload.merge_request ?? payload.issue ?? payload.snippet;
  const sign = payload.merge_request ? '!' : '#';
  const number = lineAt(about, 'iid');
  const thing = about
    ? literal(`${number === null ? '' : `${sign}${number} `}${lineAt(about, 'title', 150) ?? ''}`)
    : asCode(lineAt(payload, 'commit.id')?.slice(0, 8));
  return eventMessage([
    `${who(payload)} ${linked('commented', at(payload, 'object_attributes.url'))} on ${thing}${inProject(payload)}`,
    excerpt(at(payload, 'object_attributes.note')),
  ]);
}

const OUTCOMES: Readonly<Record<string, [word: string, tone: Tone]>> = {
  success: ['passed', 'green'],
  failed: ['failed', 'red'],
  canceled: ['was cancelled', 'grey'],
  skipped: ['was skipped', 'grey'],
  running: ['is running', 'blue'],
  pending: ['is pending', 'blue'],
  created: ['was created', 'blue'],
  manual: ['waits for somebody', 'yellow'],
};

function pipeline(payload: UncheckedObject) {
  const thing = payload.object_attributes;
  const failed = recordsAt(payload, 'builds').filter(
    (build) => build.status === 'failed' && build.allow_failure !== true,
  );
  const id = lineAt(thing, 'iid') ?? lineAt(thing, 'id');
  const seconds = numberAt(thing, 'duration');
  const address =
    at(thing, 'url') ??
    (lineAt(payload, 'project.web_url') && lineAt(thing, 'id')
      ? `${lineAt(payload, 'project.web_url', 500)}/-/pipelines/${lineAt(thing, 'id')}`
      : null);
  return ran(payload, {
    what: `Pipeline${id === null ? '' : ` #${id}`}`,
    state: firstLine(thing, 'status'),
    took: seconds,
    ref: lineAt(thing, 'ref'),
    commit: firstLineOf(at(payload, 'commit.message')) ?? lineAt(payload, 'commit.title'),
    about: failed.length === 0 ? null : `Failed: ${items(failed, (build) => asCode(build.name)).join(', ')}`,
    address,
  });
}

function job(payload: UncheckedObject) {
  const id = lineAt(payload, 'build_id');
  const base = lineAt(payload, 'project.web_url', 500) ?? lineAt(payload, 'repository.homepage', 500);
  return ran(payload, {
    what: `Job ${lineAt(payload, 'build_name', 80) ?? id ?? ''}`.trim(),
    state: lineAt(payload, 'build_status'),
    took: numberAt(payload, 'build_duration'),
    ref: lineAt(payload, 'ref'),
    commit: firstLineOf(at(payload, 'commit.message')),
    about: literal(
      (lineAt(payload, 'build_failure_reason') ?? '').replaceAll('_', ' ').replace(/^unknown failure$/, ''),
    ),
    address: base !== null && id !== null ? `${base}/-/jobs/${id}` : null,
  });
}

function deployment(payload: UncheckedObject) {
  return ran(payload, {
    what: `Deployment to ${lineAt(payload, 'environment') ?? 'an environment'}`,
    state: lineAt(payload, 'status'),
    took: null,
    ref: lineAt(payload, 'ref'),
    commit: lineAt(payload, 'commit_title'),
    about: null,
    address: payload.deployable_url ?? payload.environment_external_url,
  });
}

type Run = {
  what: string;
  state: string | null;
  /** In seconds. */
  took: number | null;
  ref: string | null;
  commit: string | null;
  about: string | null;
  address: unknown;
};

function ran(payload: UncheckedObject, { what, state, took, ref, commit, about, address }: Run) {
  const [word, tone] = lookUp(OUTCOMES, state) ?? [(state ?? 'changed').replaceAll('_', ' '), 'grey'];
  const after = afterText(took === null ? null : took * 1_000);
  const on = ref === null ? '' : `on ${asCode(ref)}`;
  if (tone !== 'red' && tone !== 'yellow') {
    return eventMessage([
      `${linked(what, address)} ${literal(word)}${on && ` ${on}`}${inProject(payload)}${after}`,
    ]);
  }
  const project = firstLine(payload, 'project.path_with_namespace', 'project.name', 'repository.name');
  return stateMessage({
    tone,
    title: `${what} ${word}${after}${project === null ? '' : ` · ${project}`}`,
    lines: [on, commit && literal(commit), `by ${who(payload)}`, about],
    links: [['Open', address]],
  });
}
