import 'server-only';
import type { Intake } from '@/lib/intake/intake';
import { openIntakeSecrets } from '@/lib/intake/intake-secret';
import type { CleanCall } from '@/lib/webhooks/call/clean-call';
import { claimOfSignature, type IdempotencyClaim } from '@/lib/webhooks/call/idempotency-claim';
import { Refusal } from '@/lib/webhooks/call/refusal';
import { reasonOf, remedyOf } from './outcome-texts';
import { schemeOf } from './scheme-of';
import { takeSearch } from './search-budget';

/** The consequences of a call's signature. */
export type Judged = {
  refusal: Refusal | null;
  /** Nothing in the call claims to be a signature. */
  isUnsigned: boolean;
  /** For the token's usage history. */
  notes: readonly string[];
  /**
   * The claim by which the same signed call is recognised when it is sent again; null when nothing in it identifies
   * it.
   */
  claim: IdempotencyClaim | null;
};

const UNASKED: Judged = { refusal: null, isUnsigned: false, notes: [], claim: null };

/** The decrypted secrets of a target, for checks alone; those that do not open are left out. */
export const secretsOf = ({ feedId, secrets }: Pick<Intake, 'feedId' | 'secrets'>): string[] =>
  openIntakeSecrets(secrets.map((secret) => ({ ...secret, feedId })));

/**
 * Checks a call as its target demands. A trial call has a proof of its own (lib/trial-calls) and says in its text
 * what it is.
 * @param isKnown whether the call's token is known; asked only about a wrong signature, whose cause costs a search
 */
export async function judgeSignature(
  call: CleanCall,
  intake: Intake,
  isKnown: () => Promise<boolean>,
): Promise<Judged> {
  const { scheme: name, signatureMode: mode } = intake;
  if (name === null || mode === 'OFF' || call.testNonce !== null) return UNASKED;
  const scheme = schemeOf(name, intake.customScheme);
  if (scheme === null) {
    const reason = `The signature scheme ${name} is not known to this version of the server.`;
    const refusal = new Refusal(
      'signature_invalid',
      'This server is too old to check the signature; have it updated, or send the call again when that is done.',
      {},
      reason,
    );
    return { ...UNASKED, refusal };
  }
  const secrets = secretsOf(intake);
  const outcome = call.evidence.check(scheme, secrets);
  if (outcome.result === 'passed') {
    const { once } = outcome;
    return {
      ...UNASKED,
      claim: once !== null && mode === 'REQUIRE' ? claimOfSignature(intake.feedId, once) : null,
    };
  }
  const isChanged =
    outcome.result === 'wrong' &&
    (await isKnown()) &&
    takeSearch(intake.feedId) &&
    call.evidence.isBodyChanged(scheme, secrets);
  const isUnopened = outcome.result === 'wrong' && secrets.length < intake.secrets.length;
  const reason = isUnopened
    ? reasonOf({ ...outcome, result: 'unopened' })
    : reasonOf(isChanged ? { ...outcome, result: 'changed' } : outcome);
  const isUnsigned = outcome.result === 'missing';
  if (mode === 'WARN')
    return { ...UNASKED, isUnsigned, notes: [`${reason} Taken all the same: signatures only warn here.`] };
  const details = { field: outcome.header.toLowerCase() };
  return {
    ...UNASKED,
    isUnsigned,
    refusal: new Refusal('signature_invalid', remedyOf(outcome), details, reason),
  };
}
