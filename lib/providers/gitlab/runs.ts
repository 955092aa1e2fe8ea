import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, items, stateMessage } from '../draw';
import { afterText } from '../markup/durations';
import { asCode, linked } from '../markup/links';
import { at, firstLine, firstLineOf, lineAt, lookUp, numberAt, recordsAt } from '../markup/payload';
import type { Tone } from '../markup/tones';
import { inProject, who } from './parts';

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

export function pipeline(payload: UncheckedObject) {
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

export function job(payload: UncheckedObject) {
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

export function deployment(payload: UncheckedObject) {
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
