import 'server-only';
import { AppError } from '@/lib/errors';
import { type HandlerHost, handlerHost } from './host/handler-host';
import type { Share } from './pool/flow';
import { handlerPool } from './pool/handler-pool';
import { patience } from './pool/patience';
import type { ButtonInput, HandlerEntry, HandlerInput, HandlerOutcome } from './types';

/**
 * Runs the incoming handler of a bot or an extension: a script that declares `function handler(request)`, possibly
 * async. Every call runs it afresh, so nothing lasts between calls. It has ECMAScript 2023, `console` and the helpers
 * of reference.ts; no network, files, timers or modules; its clock stands at the call's time, UTC.
 *
 * Limits: 1 s wall time, 32 MB, 256 KiB of JSON as result. Numbers beyond 2^53 lose digits, as in any JavaScript. A
 * failing handler is an outcome, not an exception.
 * @param share the code's owner, and the caller.
 * @param host what it may ask of the server; the caller of this function settles its store.
 * @throws {AppError} `temporarily_unavailable` when too many of the owner's handlers wait, or for too long.
 */
export function runHandler(
  code: string,
  input: HandlerInput,
  share: Share,
  host = handlerHost(),
): Promise<HandlerOutcome> {
  return run(code, 'handler', input, share, host);
}

/**
 * Like `runHandler`, for a pressed button: calls the script's `onButton`. Without that function the error's kind is
 * `missing`.
 */
export function runOnButton(
  code: string,
  input: ButtonInput,
  share: Share,
  host = handlerHost(),
): Promise<HandlerOutcome> {
  return run(code, 'onButton', input, share, host);
}

async function run(
  code: string,
  entry: HandlerEntry,
  input: object,
  share: Share,
  host: HandlerHost,
): Promise<HandlerOutcome> {
  const result = await handlerPool().run(
    {
      code,
      entry,
      input: JSON.stringify(input),
      rawBody: code.includes('rawBody') ? host.rawBody : null,
      nowMs: Date.now(),
      timeLimitMs: patience().runMs,
    },
    share,
    host.answer,
  );
  if (!result.ok && host.store.isAway) {
    throw new AppError('temporarily_unavailable', 'The handler’s store cannot be reached; send it again.', {
      retryAfterS: 1,
    });
  }
  if (!result.ok) return result;
  return {
    ok: true,
    value: result.text === undefined ? undefined : JSON.parse(result.text),
    logs: result.logs,
  };
}
