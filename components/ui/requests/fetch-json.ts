import { announceStepUpRequired } from '@/components/step-up/step-up-required';
import { noteServerTime } from '../text/server-clock';
import { noteAnswered, noteUnanswered } from './connection';
import { ANSWER_WITHIN_MS, type Unanswered, unansweredText, withPatience } from './unanswered';

type Problem = { code?: string; title?: string; field?: string; retryAfterS?: number };

/** A request that was refused or did not arrive; `message` can be shown as it is. `status` 0: no answer at all. */
export class RequestFailed extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly retryAfterS: number | undefined;

  constructor(status: number, problem: Problem) {
    super(problem.title ?? 'Postern did not answer as expected. Try again.');
    this.name = 'RequestFailed';
    this.status = status;
    this.code = problem.code ?? 'internal_error';
    this.field = problem.field;
    this.retryAfterS = problem.retryAfterS;
  }
}

/** Whether a failed change may have been made all the same: its answer was lost, or is an accident of the server's. */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!(error instanceof RequestFailed)) return false;
  return error.status === 0 ? error.code !== 'offline' : error.status >= 500;
}

/** Whether there is no such thing, or no longer. */
export function isNotFound(error: unknown): boolean {
  return error instanceof RequestFailed && error.status === 404;
}

/** Whether a change was refused because things are not as the page shows them. */
export function isOutOfDate(error: unknown): boolean {
  return isNotFound(error) || (error instanceof RequestFailed && error.status === 409);
}

/** Whether the gate opens, which says itself what to do. */
export function isGated(error: unknown): boolean {
  return error instanceof RequestFailed && error.code === 'step_up_required';
}

type Options = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
  /** How long an answer is waited for. */
  withinMs?: number;
};

/**
 * Asks one of our own routes and returns its JSON (undefined for 204). Gives up on a silent server.
 * Brings the gate back when the step-up is over, and goes to the sign-in page when the session is.
 * @throws {RequestFailed}
 */
export async function fetchJson<T>(url: string, options: Options = {}): Promise<T> {
  let answer = await ask(url, options);
  // A step-up may have overtaken the request and given the session a new id. Sent again, it carries the new cookie.
  if (answer.status === 401) answer = await ask(url, options);
  if (answer.ok) return answer.json as T;
  const failure = new RequestFailed(answer.status, (answer.json ?? {}) as Problem);
  if (failure.code === 'step_up_required') announceStepUpRequired();
  if (failure.code === 'sign_in_required') {
    const { pathname, search } = window.location;
    window.location.assign(`/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`);
  }
  throw failure;
}

type Answer = { status: number; ok: boolean; json: unknown };

/**
 * Sends one request and reads its answer to the end; `json` is undefined where a refusal is none.
 * @throws {RequestFailed} with status 0 when there is no answer.
 */
export async function ask(url: string, options: Options): Promise<Answer> {
  const { method = 'GET', body, signal, withinMs = ANSWER_WITHIN_MS } = options;
  const patience = withPatience(signal, withinMs);
  const wasOffline = !navigator.onLine;
  try {
    const response = await fetch(url, {
      method,
      signal: patience.signal,
      headers: body === undefined ? undefined : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    noteServerTime(Date.parse(response.headers.get('date') ?? ''));
    const { status, ok } = response;
    const json = status === 204 ? undefined : await readJson(response);
    // An answer from before the connection was lost proves nothing about now.
    if (navigator.onLine || wasOffline) noteAnswered();
    return { status, ok, json };
  } catch (error) {
    if (signal?.aborted) throw error;
    noteUnanswered();
    const code: Unanswered = patience.isLate() ? 'no_answer' : wasOffline ? 'offline' : 'no_connection';
    throw new RequestFailed(0, { code, title: unansweredText(code, method !== 'GET') });
  } finally {
    patience.end();
  }
}

/** A refusal need not be JSON, since a proxy's is a page. An answer that ends too soon counts as none. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (response.ok) throw error;
    return undefined;
  }
}
