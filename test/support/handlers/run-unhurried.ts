import { handlerHost } from '@/lib/handlers/host/handler-host';
import { handlerPool } from '@/lib/handlers/pool/handler-pool';
import type { HandlerInput, HandlerOutcome } from '@/lib/handlers/types';

export const handlerInput: HandlerInput = {
  headers: { 'content-type': 'application/json' },
  params: { a: '1' },
  body: { n: 1 },
  http_method: 'POST',
  user: { id: '7', email: 'ada@example.com', name: 'Ada' },
  environment: null,
};

/** Runs a handler as a call does, but allows it half a minute instead of a second, since a busy machine is slow. */
export async function runUnhurried(
  code: string,
  given: Partial<HandlerInput> = {},
  host = handlerHost(),
): Promise<HandlerOutcome> {
  const result = await handlerPool().run(
    {
      code,
      entry: 'handler',
      input: JSON.stringify({ ...handlerInput, ...given }),
      rawBody: host.rawBody,
      nowMs: Date.now(),
      timeLimitMs: 30_000,
    },
    { ownerId: '7', handlerId: code, callerId: '7', isTrial: false },
    host.answer,
  );
  if (!result.ok) return result;
  return {
    ok: true,
    value: result.text === undefined ? undefined : JSON.parse(result.text),
    logs: result.logs,
  };
}
