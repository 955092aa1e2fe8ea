import 'server-only';
import { IntakeChanged } from '@/lib/intake/intake-changed';
import { asTrial } from '@/lib/trial-calls/as-trial';
import { accept } from './accept/accept';
import type { Acceptance } from './accept/acceptance';
import type { Verdict } from './accept/verdict';
import { readFirstAnswer } from './answers/first-answer';
import { refusalByCode } from './answers/refusals';
import type { CleanCall } from './call/clean-call';
import { Refusal } from './call/refusal';

/** `isAnswered`: of a call sent again, whether the first was answered with a body. */
export type Decided = Verdict & { isAnswered?: boolean };

/**
 * Hands a call to the accepting statement; returns its verdict after the commit. A retry with the idempotency key of
 * an accepted call returns that call's verdict, and nothing is stored or counted again.
 * @throws {AppError} after the refusal was recorded.
 */
export async function decide(call: CleanCall, acceptance: Acceptance): Promise<Decided> {
  const { testNonce } = call;
  const verdict = await accept(testNonce === null ? acceptance : asTrial(acceptance, testNonce, call.body));
  call.limits = verdict.limits;
  if (verdict.code === null) return verdict;
  if (verdict.code === 'intake_changed') throw new IntakeChanged();
  if (verdict.code !== 'replayed')
    throw refusalByCode(verdict.code, verdict.why, verdict.limits, acceptance.endpoint);
  const first = await readFirstAnswer(acceptance, verdict.why ?? '');
  return { ...verdict, ...first, code: null, isAnswered: first !== null };
}

/**
 * Does what comes before the accepting statement: reads the call, asks ahead, runs a handler. A `Refusal` that this
 * throws is recorded; the statement still judges limits, target and permission first.
 * @param base the call as it is refused; a function where it is known only then
 * @throws {AppError} after the refusal was recorded.
 */
export async function recordingRefusals<T>(
  call: CleanCall,
  base: Acceptance | (() => Acceptance),
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(call, typeof base === 'function' ? base() : base, error);
  }
}

async function refuse(call: CleanCall, base: Acceptance, refusal: Refusal): Promise<never> {
  // A refused call claims no idempotency key.
  const unkeyed = { ...base, keyHash: null, fingerprint: null };
  // "Send it again" is no reason for the owner; the statement finds the real code.
  const shown = refusal.reason ?? (refusal.code === 'temporarily_unavailable' ? null : refusal.message);
  const verdict = await accept({
    ...unkeyed,
    refusal: { when: 'after_target', code: refusal.code, reason: shown && call.redactor.text(shown) },
  });
  call.limits = verdict.limits;
  if (verdict.code === 'intake_changed') throw new IntakeChanged();
  if (verdict.code && verdict.code !== refusal.code && verdict.code !== 'replayed') {
    throw refusalByCode(verdict.code, verdict.why, verdict.limits, base.endpoint);
  }
  throw refusal;
}
