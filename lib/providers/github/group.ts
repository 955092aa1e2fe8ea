import 'server-only';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { idOf } from '../markup/ids';
import { at, firstLine, lineAt, lookUp } from '../markup/payload';
import type { Group } from '../provider';

/**
 * Groups of GitHub's events: a run once something in it failed, a deployment, a pull request with its discussion, a
 * finding. An event that merely began or succeeded stands alone.
 */
export function groupOf(event: string | null, payload: UncheckedObject): Group | null {
  switch (event) {
    case 'workflow_run':
      return ran(payload, `run ${idOf(payload, 'workflow_run.id')}`, payload.workflow_run);
    case 'workflow_job':
      return onlyFailed(ran(payload, `run ${idOf(payload, 'workflow_job.run_id')}`, payload.workflow_job));
    case 'check_run':
      return ran(payload, `check ${idOf(payload, 'check_run.id')}`, payload.check_run);
    case 'check_suite':
      return ran(payload, `checks ${idOf(payload, 'check_suite.id')}`, payload.check_suite);
    case 'deployment_status':
      return ran(payload, `deployment ${idOf(payload, 'deployment.id')}`, payload.deployment_status);
    case 'code_scanning_alert':
    case 'dependabot_alert':
    case 'secret_scanning_alert':
      return finding(event, payload);
    default:
      return pullRequest(payload);
  }
}

const OUTCOMES: Readonly<Record<string, Group['state']>> = {
  failure: 'firing',
  error: 'firing',
  timed_out: 'firing',
  startup_failure: 'firing',
  success: 'resolved',
};

function ran(payload: UncheckedObject, what: string, thing: unknown): Group | null {
  const state = lookUp(OUTCOMES, firstLine(thing, 'conclusion', 'state'));
  const key = keyOf(payload, what);
  return key === null || !state ? null : { key, state };
}

/** A successful job says nothing about its run. */
function onlyFailed(group: Group | null): Group | null {
  return group?.state === 'resolved' ? null : group;
}

const FINDINGS: Readonly<Record<string, Group['state']>> = {
  created: 'firing',
  reopened: 'firing',
  reopened_by_user: 'firing',
  reintroduced: 'firing',
  fixed: 'resolved',
  resolved: 'resolved',
  dismissed: 'resolved',
  auto_dismissed: 'resolved',
  closed_by_user: 'resolved',
};

function finding(event: string, payload: UncheckedObject): Group | null {
  const key = keyOf(payload, `${event} ${idOf(payload, 'alert.number')}`);
  return key === null ? null : { key, state: lookUp(FINDINGS, lineAt(payload, 'action')) ?? null };
}

/** Includes comments on a pull request, which GitHub sends like those on an issue. */
function pullRequest(payload: UncheckedObject): Group | null {
  const number =
    idOf(payload, 'pull_request.number') ??
    (at(payload, 'issue.pull_request') ? idOf(payload, 'issue.number') : null);
  const key = number === null ? null : keyOf(payload, `pull request ${number}`);
  return key === null ? null : { key, state: 'open' };
}

/** Null without a repository or a number, since nothing else would distinguish the things. */
function keyOf(payload: UncheckedObject, what: string): string | null {
  const repository = idOf(payload, 'repository.full_name');
  return repository === null || what.endsWith(' null') ? null : `${repository} ${what}`;
}
