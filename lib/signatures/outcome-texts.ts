import { SIGNATURE_AGE_MS } from './schemes';

/** A check without a right signature. Browser-safe. */
export type SignatureFault =
  | { result: 'missing' | 'malformed' | 'changed' | 'wrong' | 'unopened'; header: string }
  /** `byS` is null in a summary of several calls. */
  | { result: 'too_old' | 'too_early'; header: string; byS: number | null };

const ALLOWED = `${SIGNATURE_AGE_MS / 60_000} minutes`;

/** "340 s", "12 min", "3 d". */
function span(seconds: number): string {
  if (seconds < 600) return `${seconds} s`;
  if (seconds < 2 * 86_400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** The fault as far as it can be known, for those who set the secret and for the token's usage history. */
export function reasonOf(fault: SignatureFault): string {
  const { header } = fault;
  switch (fault.result) {
    case 'missing':
      return `Signature header ${header} missing: no secret is set at the sender, or something on the way removed it.`;
    case 'malformed':
      return `Signature header ${header} malformed: it holds no signature of the kind that is set here.`;
    case 'too_old':
      return `Signature right, but ${fault.byS === null ? 'too' : span(fault.byS)} old; ${ALLOWED} are allowed. The call was late or sent a second time, or the sender’s clock is slow.`;
    case 'too_early':
      return `Signature right, but from ${fault.byS === null ? 'too far' : span(fault.byS)} in the future; ${ALLOWED} are allowed. Set the sender’s clock.`;
    case 'changed':
      return 'Body changed on its way: the signature fits it with other line ends, blanks or escapes. Something between the sender and here writes it anew.';
    case 'wrong':
      return `Signature in ${header} wrong: another secret is set at the sender, or the body was changed on its way.`;
    case 'unopened':
      return `Signature in ${header} not confirmed: a secret that is set here cannot be opened with the server’s token keys. Set the secret anew, or have the missing key restored.`;
  }
}

/** The remedy for the caller, without anything that helps to guess. */
export function remedyOf({ result, header }: SignatureFault): string {
  switch (result) {
    case 'missing':
      return `Calls of this URL have to be signed, and the header ${header} is missing; set the webhook's secret at the sender.`;
    case 'malformed':
      return `The header ${header} holds no signature of the kind that this URL takes; set the webhook's secret at the sender.`;
    case 'too_old':
    case 'too_early':
      return `The signature is not of the last ${ALLOWED}; sign the call again when it is sent, and set the sender's clock.`;
    case 'changed':
    case 'wrong':
    case 'unopened':
      return `The signature in ${header} is not right; use the secret that is set for this URL, and send the body exactly as it was signed.`;
  }
}
