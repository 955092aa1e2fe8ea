import 'server-only';

const SECRET_PARAMS = new Set(['zapikey', 'appkey', 'extension_key']);
/** A hexadecimal digit, as itself or percent-encoded. */
const HEX = '(?:[0-9a-f]|%3[0-9]|%6[1-6])';
/** Any token, not only the one of this call: the public half stays readable, the secret half becomes stars. */
const TOKEN = new RegExp(
  `((?:1|%31)(?:0|%30){2}(?:1|%31)(?:\\.|%2[Ee])${HEX}{32}(?:\\.|%2[Ee]))${HEX}{32}`,
  'g',
);
/** Every token begins so, unless it is percent-encoded. */
const TOKEN_START = '1001.';
const STARS = '*'.repeat(32);

/**
 * Blanks every secret of a call in what is shown, stored or handed to code. Stars are as many as the characters of the
 * secret, so that lengths and limits stay what the sender meant.
 */
export class Redactor {
  readonly #secrets: readonly string[];

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
  }

  /** Whether `text` has to look closer. Nearly every text of nearly every call holds nothing, and is told apart cheaply. */
  mayHide(text: string): boolean {
    if (text.includes('%') || text.includes(TOKEN_START)) return true;
    for (const secret of this.#secrets) if (text.includes(secret)) return true;
    return false;
  }

  /** Masks secrets in a text, also where they are percent-encoded. */
  text(text: string): string {
    if (!this.mayHide(text)) return text;
    let masked = text.replace(TOKEN, `$1${STARS}`);
    for (const secret of this.#secrets) {
      const stars = '*'.repeat(secret.length);
      masked = masked.includes('%')
        ? masked.replace(percentEncodable(secret), stars)
        : masked.replaceAll(secret, stars);
    }
    return masked;
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
}

/** Matches the text with any of its characters percent-encoded. The text is ASCII. */
function percentEncodable(secret: string): RegExp {
  const source = Array.from(secret, (character) => {
    const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
    const literal = /[a-z0-9]/i.test(character) ? character : `\\u00${hex}`;
    return `(?:${literal}|%${hex[0]}[${hex[1]}${hex[1]?.toUpperCase()}])`;
  });
  return new RegExp(source.join(''), 'g');
}
