import { announceStepUpRequired } from '@/components/step-up/step-up-required';
import { noteServerTime } from './server-clock';

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

type Options = { method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; body?: unknown; signal?: AbortSignal };

/**
 * Asks one of our own routes and returns its JSON (undefined for 204).
 * Brings the gate back when the step-up is over, and goes to the sign-in page when the session is.
 * @throws {RequestFailed}
 */
export async function fetchJson<T>(url: string, { method = 'GET', body, signal }: Options = {}): Promise<T> {
  let response = await send(url, method, body, signal);
  // A step-up that passed it on the way gave the session a new id: asked again, it carries the new cookie.
  if (response.status === 401) response = await send(url, method, body, signal);
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  const failure = new RequestFailed(response.status, await response.json().catch(() => ({})));
  if (failure.code === 'step_up_required') announceStepUpRequired();
  if (failure.code === 'sign_in_required') {
    window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
  }
  throw failure;
}

async function send(url: string, method: string, body: unknown, signal: AbortSignal | undefined) {
  try {
    const response = await fetch(url, {
      method,
      signal,
      headers: body === undefined ? undefined : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    noteServerTime(Date.parse(response.headers.get('date') ?? ''));
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestFailed(0, {
      code: 'no_connection',
      title: 'Postern cannot be reached. Check your connection and try again.',
    });
  }
}
