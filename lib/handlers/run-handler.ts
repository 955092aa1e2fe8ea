import 'server-only';
import { handlerPool } from './handler-pool';
import {
  type ButtonInput,
  type HandlerEntry,
  type HandlerInput,
  type HandlerOutcome,
  TIME_LIMIT_MS,
} from './handler-types';

/**
 * Runs the incoming handler of a bot or an extension. The code is a script that declares
 * `function handler(request)` (or an async one); it is run afresh for every call, so nothing lasts between calls.
 * It has the language of ECMAScript 2023 and `console`; no network, files, timers or modules; the clock stands at the call's time, UTC.
 * Limits: 1 s wall time, 32 MB, 256 KiB of JSON as result. JSON in, JSON out: numbers beyond 2^53 lose digits, as in any JavaScript.
 *
 * A failing handler is an outcome, not an exception.
 * @throws {AppError} `temporarily_unavailable` when too many handlers wait.
 */
export function runHandler(code: string, input: HandlerInput): Promise<HandlerOutcome> {
  return run(code, 'handler', input);
}

/** As `runHandler`, for a press of a button: calls the script's `onButton`. Without one the error's kind is `missing`. */
export function runOnButton(code: string, input: ButtonInput): Promise<HandlerOutcome> {
  return run(code, 'onButton', input);
}

async function run(code: string, entry: HandlerEntry, input: object): Promise<HandlerOutcome> {
  const result = await handlerPool().run({
    code,
    entry,
    input: JSON.stringify(input),
    nowMs: Date.now(),
    timeLimitMs: TIME_LIMIT_MS,
  });
  if (!result.ok) return result;
  return {
    ok: true,
    value: result.text === undefined ? undefined : JSON.parse(result.text),
    logs: result.logs,
  };
}
