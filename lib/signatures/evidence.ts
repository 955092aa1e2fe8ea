import 'server-only';
import { checkSignature, type SignatureOutcome } from './check-signature';
import type { SignatureHeaders, SignatureScheme } from './scheme';

/**
 * A call as it came, credentials included, for its signature alone: nothing of it can be printed, stored or handed on by mistake.
 * A service signs what it meant to send; where the body was compressed on top of that, either of the two may be what it signed.
 */
export class Evidence {
  readonly #headers: SignatureHeaders;
  readonly #bodies: readonly Uint8Array[];

  constructor(headers: SignatureHeaders, ...bodies: (Uint8Array | null)[]) {
    this.#headers = headers;
    this.#bodies = [...new Set(bodies)].filter((body) => body !== null);
  }

  check(scheme: SignatureScheme, secrets: readonly string[], nowMs = Date.now()): SignatureOutcome {
    return checkSignature(scheme, secrets, { headers: this.#headers, bodies: this.#bodies }, nowMs);
  }
}
