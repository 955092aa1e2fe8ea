import 'server-only';
import { checkSignature, isBodyChanged, type SignatureOutcome } from './check-signature';
import type { SignatureHeaders, SignatureScheme } from './scheme';

/**
 * A call as it came, credentials included, for the check of its signature alone: the private fields keep it from
 * being printed, stored or handed on by mistake. Where a compressed body was sent, the service may have signed it
 * before or after compression.
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

  /** For a signature that is wrong. */
  isBodyChanged(scheme: SignatureScheme, secrets: readonly string[]): boolean {
    return isBodyChanged(scheme, secrets, { headers: this.#headers, bodies: this.#bodies });
  }
}
