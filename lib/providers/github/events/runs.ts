import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, stateMessage } from '../../draw';
import { durationBetween } from '../../markup/durations';
import { asCode, linked } from '../../markup/links';
import { at, firstLine, firstLineOf, lineAt, lookUp, textAt } from '../../markup/payload';
import type { Tone } from '../../markup/tones';
import { branchOf, inRepository, who } from '../parts';

/** Workflows, checks, commit statuses, deployments: a success is a line, a failure a card. */
export const runEvents = {
  workflow_run: (payload: UncheckedObject) => run(payload, payload.workflow_run, 'name'),
  workflow_job: (payload: UncheckedObject) => run(payload, payload.workflow_job, 'name'),
  check_run: (payload: UncheckedObject) => run(payload, payload.check_run, 'name'),
  check_suite: (payload: UncheckedObject) => run(payload, payload.check_suite, 'app.name'),
  status: commitStatus,
  deployment: (payload: UncheckedObject) =>
    eventMessage([
      `${who(payload)} began a deployment of ${asCode(at(payload, 'deployment.ref'))} to ${literal(lineAt(payload, 'deployment.environment') ?? 'an environment')}${inRepository(payload)}`,
    ]),
  deployment_status: deploymentStatus,
  page_build: (payload: UncheckedObject) =>
    outcome(payload, {
      what: 'Pages',
      state: lineAt(payload, 'build.status') ?? '',
      detail: [literal(lineAt(payload, 'build.error.message') ?? '')],
      address: at(payload, 'repository.html_url'),
    }),
};

const WORDS: Readonly<Record<string, [word: string, tone: Tone]>> = {
  failure: ['failed', 'red'],
  failed: ['failed', 'red'],
  error: ['failed', 'red'],
  errored: ['failed', 'red'],
  timed_out: ['timed out', 'red'],
  startup_failure: ['did not start', 'red'],
  action_required: ['waits for somebody', 'yellow'],
  waiting: ['waits for approval', 'yellow'],
  cancelled: ['was cancelled', 'grey'],
  stale: ['is stale', 'grey'],
  skipped: ['was skipped', 'grey'],
  neutral: ['ended', 'grey'],
  success: ['succeeded', 'green'],
  built: ['built', 'green'],
  in_progress: ['is running', 'blue'],
  queued: ['is queued', 'blue'],
  requested: ['is queued', 'blue'],
  pending: ['is pending', 'blue'],
  completed: ['ended', 'grey'],
  inactive: ['is inactive', 'grey'],
};

type Outcome = {
  what: string;
  state: string;
  detail: (string | null)[];
  address: unknown;
  took?: string | null;
};

/** `what` is plain text, `detail` is markup. */
function outcome(payload: UncheckedObject, { what, state, detail, address, took = null }: Outcome) {
  const [word, tone] = lookUp(WORDS, state) ?? [state.replaceAll('_', ' ') || 'changed', 'grey'];
  const after = took === null ? '' : ` (${took})`;
  if (tone !== 'red' && tone !== 'yellow') {
    const about = detail.filter(Boolean).join(' · ');
    return eventMessage([
      `${linked(what, address)} ${literal(word)}${about && ` · ${about}`}${inRepository(payload)}${after}`,
    ]);
  }
  const name = lineAt(payload, 'repository.full_name');
  return stateMessage({
    tone,
    title: `${what} ${word}${after}${name === null ? '' : ` · ${name}`}`,
    lines: detail,
    links: [
      ['Open run', address],
      ['Repository', at(payload, 'repository.html_url')],
    ],
  });
}

function run(payload: UncheckedObject, thing: unknown, namePath: string) {
  const number = lineAt(thing, 'run_number');
  const name = lineAt(thing, namePath, 100) ?? 'Run';
  const branch = branchOf(firstLine(thing, 'head_branch', 'check_suite.head_branch'));
  const commit = firstLineOf(at(thing, 'head_commit.message'));
  const state = firstLine(thing, 'conclusion', 'status') ?? lineAt(payload, 'action') ?? '';
  const started = at(thing, 'run_started_at') ?? at(thing, 'started_at');
  const ended = at(thing, 'conclusion') ? (at(thing, 'completed_at') ?? at(thing, 'updated_at')) : null;
  const actor = firstLine(thing, 'actor.login', 'head_commit.author.name');
  return outcome(payload, {
    what: number === null ? name : `${name} #${number}`,
    state,
    detail: [
      branch && `on ${asCode(branch)}`,
      commit && literal(commit),
      actor && `by ${literal(actor)}`,
      literal(lineAt(thing, 'output.title') ?? ''),
    ],
    address: at(thing, 'html_url') ?? at(payload, 'repository.html_url'),
    took: durationBetween(started, ended),
  });
}

function commitStatus(payload: UncheckedObject) {
  const commit = linked(lineAt(payload, 'sha')?.slice(0, 7), at(payload, 'commit.html_url'));
  const message = firstLineOf(at(payload, 'commit.commit.message'));
  return outcome(payload, {
    what: lineAt(payload, 'context', 100) ?? 'Status',
    state: lineAt(payload, 'state') ?? '',
    detail: [
      `${commit} ${literal(message ?? '')}`.trim(),
      literal(textAt(payload, 'description', 300) ?? ''),
    ],
    address: payload.target_url ?? at(payload, 'commit.html_url'),
  });
}

function deploymentStatus(payload: UncheckedObject) {
  const environment = firstLine(payload, 'deployment_status.environment', 'deployment.environment');
  const creator = lineAt(payload, 'deployment.creator.login');
  return outcome(payload, {
    what: `Deployment to ${environment ?? 'an environment'}`,
    state: lineAt(payload, 'deployment_status.state') ?? '',
    detail: [
      asCode(at(payload, 'deployment.ref')),
      creator && `by ${literal(creator)}`,
      literal(lineAt(payload, 'deployment_status.description') ?? ''),
    ],
    address:
      at(payload, 'deployment_status.environment_url') ||
      at(payload, 'deployment_status.log_url') ||
      at(payload, 'deployment_status.target_url'),
  });
}
