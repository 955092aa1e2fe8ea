import type { HandlerInput } from '@/lib/handlers/types';
import { runCode } from './run-code';

/** What a handler returns. @throws where it fails. */
export async function resultOf(code: string, given: Partial<HandlerInput> = {}): Promise<unknown> {
  const outcome = await runCode(code, given);
  if (!outcome.ok) throw new Error(`${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}

/** What a handler fails with. @throws where it succeeds. */
export async function errorOf(code: string) {
  const outcome = await runCode(code);
  if (outcome.ok) throw new Error(`it succeeded: ${JSON.stringify(outcome.value)}`);
  return outcome.error;
}
