import 'server-only';
import { handlerHost } from './host/handler-host';
import { trialOf } from './pool/flow';
import { handlerPool } from './pool/handler-pool';
import { patience } from './pool/patience';
import type { HandlerError } from './types';

/**
 * Loads a handler's code without calling the handler, as saving does. Null when it can be used, else the reason (it
 * does not parse, its top level throws, or it declares no function named `handler`).
 * @throws {AppError} `temporarily_unavailable` when too many of the user's own checks and test runs wait, or for too
 * long.
 */
export async function checkSyntax(code: string, user: { id: string }): Promise<HandlerError | null> {
  const result = await handlerPool().run(
    {
      code,
      entry: 'handler',
      input: null,
      rawBody: null,
      nowMs: Date.now(),
      timeLimitMs: patience().runMs,
    },
    trialOf(user),
    handlerHost().answer,
  );
  return result.ok ? null : result.error;
}
