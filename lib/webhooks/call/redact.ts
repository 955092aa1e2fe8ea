import 'server-only';
import { base64Core, maskSecrets, mayHoldSecret } from '@/lib/redaction/mask-secrets';
import { remember } from '@/lib/remember';

const SECRET_PARAMS = new Set(['zapikey', 'appkey', 'extension_key']);

/**
 * Masks every secret of a call, in any spelling, in what is shown, stored or handed to code. A secret becomes as many
 * stars as it has characters, so that lengths and limits stay what the sender meant.
 */
export class Redactor {
  readonly #secrets: readonly string[];
  /** Lower-case spellings of the secrets alone, without the rest of a token. Escapes are found without this list. */
  readonly #spellings: readonly string[];

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
    this.#spellings = secrets.flatMap((secret) =>
      [
        secret,
        Buffer.from(secret).toString('hex'),
        ...[0, 1, 2].map((before) => base64Core(secret, before)),
      ].map((spelling) => spelling.toLowerCase()),
    );
  }

  /** Whether `text` needs a closer look. Nearly every text holds no secret, and this test is cheap. */
  mayHide(text: string): boolean {
    if (mayHoldSecret(text)) return true;
    if (this.#spellings.length === 0) return false;
    const lower = text.toLowerCase();
    return this.#spellings.some((spelling) => lower.includes(spelling));
  }

  text(text: string): string {
    return this.mayHide(text) ? maskSecrets(text, { known: this.#secrets }) : text;
  }

  /** Masks without changing the length, for bytes that must not move, such as a file's. */
  inPlace(text: string): string {
    return this.mayHide(text) ? maskSecrets(text, { known: this.#secrets, as: 'spelling' }) : text;
  }

  /** The body itself when it holds no secret, else a masked copy. */
  body(body: Uint8Array): Uint8Array {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
    const masked = this.text(text);
    return masked === text ? body : Buffer.from(masked, 'latin1');
  }

  /** The parameters of a query without the credentials. */
  params(params: URLSearchParams): [string, string][] {
    return [...params]
      .filter(([name]) => !SECRET_PARAMS.has(name.toLowerCase()))
      .map(([name, value]) => [this.text(name), this.text(value)]);
  }

  /** Masks a handler's value, in whose texts the handler's code may have put a secret together. */
  json<T>(value: T): T {
    const text = JSON.stringify(value);
    return text !== undefined && this.mayHide(text) ? JSON.parse(this.text(text)) : value;
  }
}

/** A service posts with the same secrets again and again. In memory only, like the hashes of tokens. */
const remembered = remember((joined: string) => new Redactor(joined === '' ? [] : joined.split('\n')), {
  entries: 2_000,
  maxLength: 1_000,
});

/** The redactor for these secrets, none of which has a line break. */
export function redactorFor(secrets: readonly string[]): Redactor {
  return remembered(secrets.join('\n'));
}
