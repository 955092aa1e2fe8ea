import 'server-only';
import { base64Core, maskSecrets, mayHoldSecret } from '@/lib/redaction/mask-secrets';
import { remember } from '@/lib/remember';

const SECRET_PARAMS = new Set(['zapikey', 'appkey', 'extension_key']);

/**
 * Blanks every secret of a call in what is shown, stored or handed to code, in whatever spelling it stands there. Stars are as
 * many as the characters of the secret, so that lengths and limits stay what the sender meant.
 */
export class Redactor {
  readonly #secrets: readonly string[];
  /** How a secret of this call without the rest of its token could be spelled, in lower case; escapes are found without. */
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

  /** Whether `text` has to be looked at closer. Nearly every text of nearly every call holds nothing, and is told apart cheaply. */
  mayHide(text: string): boolean {
    if (mayHoldSecret(text)) return true;
    if (this.#spellings.length === 0) return false;
    const lower = text.toLowerCase();
    return this.#spellings.some((spelling) => lower.includes(spelling));
  }

  text(text: string): string {
    return this.mayHide(text) ? maskSecrets(text, { known: this.#secrets }) : text;
  }

  /** Of the same length: for bytes that must not move, such as a file's. */
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

  /** A handler's value: a secret may stand in any of its texts, put together by its code. */
  json<T>(value: T): T {
    const text = JSON.stringify(value);
    return text !== undefined && this.mayHide(text) ? JSON.parse(this.text(text)) : value;
  }
}

/** A service posts with the same secrets again and again; in memory only, as the hashes of tokens are. */
const remembered = remember((joined: string) => new Redactor(joined === '' ? [] : joined.split('\n')), {
  entries: 2_000,
  maxLength: 1_000,
});

/** The redactor for these secrets, none of which has a line break. */
export function redactorFor(secrets: readonly string[]): Redactor {
  return remembered(secrets.join('\n'));
}
