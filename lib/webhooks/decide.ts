import 'server-only';
import { IntakeChanged } from '@/lib/intake/intake-changed';
import { asTrial } from '@/lib/trial-calls/as-trial';
import { accept } from './accept/accept';
import type { Acceptance } from './accept/acceptance';
import type { Verdict } from './accept/verdict';
import { readFirstAnswer } from './answers/first-answer';
import { refusalByCode } from './answers/refusals';
import type { CleanCall } from './call/record';
import type { Refusal } from './call/refusal';

/**
 * Hands a call to the accepting statement; returns what is to be answered, after the commit. A retry with the key of an
 * accepted call returns that one's verdict, with nothing stored or counted again.
 * @throws {AppError} after the refusal was recorded.
 */
export async function decide(call: CleanCall, acceptance: Acceptance): Promise<Verdict> {
  const { testNonce } = call;
  const verdict = await accept(testNonce === null ? acceptance : asTrial(acceptance, testNonce, call.body));
  call.limits = verdict.limits;
  if (verdict.code === null) return verdict;
  if (verdict.code === 'intake_changed') throw new IntakeChanged();
  if (verdict.code !== 'replayed')
    throw refusalByCode(verdict.code, verdict.why, verdict.limits, acceptance.endpoint);
  const first = await readFirstAnswer(acceptance.tokenHash, verdict.why ?? '');
  return { ...verdict, ...first, code: null };
}

/** Records a call that cannot be accepted for a reason of its own; limits, target and permission still come first. */
export async function refuse(call: CleanCall, base: Acceptance, refusal: Refusal): Promise<never> {
  // Nothing to claim an idempotency key for.
  const unkeyed = { ...base, keyHash: null, fingerprint: null };
  // That it may be sent again is no reason, and the statement is going to find another code.
  const shown = refusal.reason ?? (refusal.code === 'temporarily_unavailable' ? null : refusal.message);
  const verdict = await accept({
    ...unkeyed,
    bodyCode: refusal.code,
    reason: shown && call.redactor.text(shown),
  });
  call.limits = verdict.limits;
  if (verdict.code === 'intake_changed') throw new IntakeChanged();
  if (verdict.code && verdict.code !== refusal.code && verdict.code !== 'replayed') {
    throw refusalByCode(verdict.code, verdict.why, verdict.limits, base.endpoint);
  }
  throw refusal;
}
