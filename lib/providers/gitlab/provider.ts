import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage } from '../draw';
import { linked } from '../markup/links';
import { at, firstLine, lineAt, lookUp } from '../markup/payload';
import type { Group, Provider } from '../provider';
import { note, push, tracked } from './code';
import { excerpt, inProject, past, who } from './parts';
import { deployment, job, pipeline } from './runs';

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
