import { handlerHost } from '@/lib/handlers/host/handler-host';
import { patience } from '@/lib/handlers/pool/patience';
import { runHandler } from '@/lib/handlers/run-handler';
import type { HandlerInput, HandlerOutcome } from '@/lib/handlers/types';

export const handlerInput: HandlerInput = {
  headers: { 'content-type': 'application/json' },
  params: { a: '1' },
  body: { n: 1 },
  http_method: 'POST',
  user: { id: '7', email: 'ada@example.com', name: 'Ada' },
  environment: null,
};

/** Runs a handler as a call does. */
export function runCode(
  code: string,
  given: Partial<HandlerInput> = {},
  host = handlerHost(),
): Promise<HandlerOutcome> {
  const share = { ownerId: '7', handlerId: code, callerId: '7', isTrial: false };
  return runHandler(code, { ...handlerInput, ...given }, share, host);
}

/** A tenth of a second, for handlers that never end by themselves. */
const HASTE_MS = 100;

/** Gives so little time to the handlers that begin before the work is done. */
export async function inHaste<T>(work: () => Promise<T>): Promise<T> {
  const { runMs } = patience();
  patience().runMs = HASTE_MS;
  try {
    return await work();
  } finally {
    patience().runMs = runMs;
  }
}

/** Gives so little time to the handlers that begin at once. */
export function begunInHaste<T>(begin: () => T): T {
  const { runMs } = patience();
  patience().runMs = HASTE_MS;
  try {
    return begin();
  } finally {
    patience().runMs = runMs;
  }
}
