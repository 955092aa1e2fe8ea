import 'server-only';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { at, firstLine, lineAt, listAt, recordsAt } from '../markup/payload';
import { fieldLine, type SnakeFields, snakeFields } from '../markup/snake-fields';

/** An application as a notification describes it, however its template was written. Texts are plain. */
export type Application = {
  name: string;
  sync: string | null;
  health: string | null;
  /** The phase of the last operation: Succeeded, Failed, Error, Running. */
  phase: string | null;
  message: string | null;
  revision: string | null;
  project: string | null;
  repository: string | null;
  destination: string | null;
  started: unknown;
  finished: unknown;
  page: unknown;
  /** The application's external URLs. */
  external: unknown;
};

const SYNC = /^(?:Synced|OutOfSync|Unknown)$/;
const HEALTH = /^(?:Healthy|Progressing|Degraded|Suspended|Missing|Unknown)$/;
const PHASE = /^(?:Succeeded|Failed|Error|Running|Terminating)$/;

export function applicationOf(payload: UncheckedObject): Application | null {
  const app = asRecord(payload.app) ?? asRecord(payload.application) ?? payload;
  return isResource(app) ? ofResource(app, payload) : ofTemplate(payload);
}

/** The Application itself, as `toJson .app` writes it. */
function isResource(app: UncheckedObject): boolean {
  const isStated = [app, at(app, 'status')].some(
    (one) => at(one, 'sync') !== undefined || at(one, 'health') !== undefined,
  );
  return (
    at(app, 'metadata.name') !== undefined && (isStated || at(app, 'status.operationState') !== undefined)
  );
}

function ofResource(app: UncheckedObject, payload: UncheckedObject): Application | null {
  const name = lineAt(app, 'metadata.name', 100);
  const isArgo = app.kind === 'Application' || at(app, 'spec.destination') !== undefined || app !== payload;
  if (name === null || !isArgo) return null;
  const context = firstLine(payload, 'context.argocdUrl', 'argocdUrl')?.replace(/\/$/, '');
  const state = at(app, 'status.operationState');
  return {
    name,
    sync: lineAt(app, 'status.sync.status', 40),
    health: lineAt(app, 'status.health.status', 40),
    phase: lineAt(state, 'phase', 40),
    message:
      firstLine(app, 'status.operationState.message', 'status.health.message') ??
      lineAt(recordsAt(app, 'status.conditions')[0], 'message', 500),
    revision: firstLine(app, 'status.operationState.syncResult.revision', 'status.sync.revision'),
    project: lineAt(app, 'spec.project'),
    repository: firstLine(app, 'spec.source.repoURL'),
    destination: firstLine(app, 'spec.destination.namespace', 'spec.destination.name'),
    started: at(state, 'startedAt'),
    finished: at(state, 'finishedAt'),
    page: context ? `${context}/applications/${encodeURIComponent(name)}` : null,
    external: listAt(app, 'status.summary.externalURLs')[0],
  };
}

const NAMES = ['app_name', 'application_name', 'application', 'app', 'name', 'app_metadata_name'];

/** Fields that somebody named, mostly after their contents; recognised by words that only Argo CD uses. */
function ofTemplate(payload: UncheckedObject): Application | null {
  const fields = snakeFields(payload);
  const sync = wordIn(fields, SYNC, ['sync_status', 'sync', 'sync_state', 'status']);
  const health = wordIn(fields, HEALTH, ['health_status', 'health', 'health_state']);
  const phase = wordIn(fields, PHASE, [
    'phase',
    'operation_phase',
    'operation_state',
    'sync_phase',
    'operation_status',
  ]);
  const page = fieldLine(fields, ['app_url', 'argocd_url', 'title_link', 'link', 'url', 'target_url'], 1_000);
  // The last part of the address of an application's page is its name.
  const [, inPage] = /\/applications\/(?:[\w.-]+\/)?([\w.-]+)/.exec(page ?? '') ?? [];
  const name = fieldLine(fields, NAMES, 100) ?? inPage ?? null;
  if (name === null) return null;
  const isTold = [sync, health, phase].filter((word) => word !== null).length;
  const isNamed =
    fields.has('argocd_url') || inPage !== undefined || fields.has('app_name') || fields.has('app');
  const isDistinct = sync === 'OutOfSync' || sync === 'Synced' || health === 'Degraded';
  if (isTold < 2 && !(isTold === 1 && (isNamed || isDistinct))) return ofCommitStatus(payload);
  return {
    ...{ name, sync, health, phase, page },
    message: fieldLine(fields, ['message', 'operation_message', 'error', 'description'], 500),
    revision: fieldLine(fields, ['revision', 'sync_revision', 'commit', 'sha'], 60),
    project: fieldLine(fields, ['project', 'app_project'], 60),
    repository: fieldLine(fields, ['repo_url', 'repository', 'repo'], 300),
    destination: fieldLine(fields, ['destination_namespace', 'namespace', 'environment', 'cluster'], 100),
    started: fields.get('started_at'),
    finished: fields.get('finished_at'),
    external: null,
  };
}

function wordIn(fields: SnakeFields, words: RegExp, names: string[]): string | null {
  const all = names.map((name) => fieldLine(fields, [name], 40));
  return all.find((word) => word !== null && words.test(word)) ?? null;
}

const COMMIT_STATES = new Map([
  ['success', 'Succeeded'],
  ['error', 'Failed'],
  ['failure', 'Failed'],
  ['pending', 'Running'],
]);

/** The documented example, a commit status: `{"context": "continuous-delivery/shop", "description": "ArgoCD"}`. */
function ofCommitStatus(payload: UncheckedObject): Application | null {
  const [, name] = /^continuous-delivery\/(\S+)$/.exec(lineAt(payload, 'context', 200) ?? '') ?? [];
  const phase = COMMIT_STATES.get(lineAt(payload, 'state', 20) ?? '');
  if (name === undefined || phase === undefined) return null;
  const none = { sync: null, health: null, message: null, revision: null, project: null, repository: null };
  return {
    ...none,
    name,
    phase,
    destination: null,
    started: null,
    finished: null,
    page: payload.target_url,
    external: null,
  };
}
