import { runHandler } from '@/lib/handlers/run-handler';
import type { HandlerInput } from '@/lib/handlers/types';
import { handlerInput, runUnhurried } from './run-unhurried';

/** What a handler returns. @throws where it fails. */
export async function resultOf(code: string, given: Partial<HandlerInput> = {}): Promise<unknown> {
  const outcome = await runUnhurried(code, given);
  if (!outcome.ok) throw new Error(`${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}

/** Runs it with the second that a call has. */
export const inTime = (code: string) =>
  runHandler(code, handlerInput, { ownerId: '7', handlerId: code, callerId: '7', isTrial: false });

/** What a handler fails with. @throws where it succeeds. */
export async function errorOf(code: string, runs: typeof inTime = runUnhurried) {
  const outcome = await runs(code);
  if (outcome.ok) throw new Error(`it succeeded: ${JSON.stringify(outcome.value)}`);
  return outcome.error;
}
