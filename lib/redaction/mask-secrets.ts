import 'server-only';
import { findSecrets, type Shapes } from './find-secrets';

/**
 * Something that every spelling of a token or app key begins with or contains: the prefix, plain or between NULs, in
 * Base64 (at its three offsets) or in hexadecimal, an app key, or an escape for one of their characters.
 */
const HINT = new RegExp(
  [
    '1\\0*0\\0*0\\0*1\\0*\\.',
    ...[0, 1, 2].map((before) => base64Core('1001.', before)),
    '313030312[eE]',
    'sbx-[MNO]|(?:^|[^A-Za-z0-9+/])[MNO][A-Za-z0-9+/]{50}',
    '%(?:00|2[356eE]|3[0-9b]|[46][1-6]|5[cC]|7[58])',
    '\\\\(?:[uU]00|[xX])(?:00|2[356eE]|3[0-9b]|[46][1-6]|5[cC]|7[58])|\\\\[uU]\\{|\\\\\\\\[uUxX]',
    '&(?:#|period|percnt|amp|bsol)',
  ].join('|'),
);

/** Whether `text` needs a closer look. Nearly every text holds no secret, and one pass shows it. */
export function mayHoldSecret(text: string): boolean {
  return HINT.test(text);
}

/** The characters of a text's Base64 that stay the same after `before` bytes, and whatever follows. */
export function base64Core(text: string, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text, 'latin1')]).toString('base64');
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + text.length) * 8) / 6));
}

type Options = {
  /** Secrets to mask besides every token and app key. */
  known?: readonly string[];
  shapes?: Shapes;
  /**
   * `secret`: as many stars as the secret has characters. `spelling`: as many as its spelling has, so that nothing
   * moves.
   */
  as?: 'secret' | 'spelling';
};

/** The text with stars for secrets in any spelling; the same string when it holds none. */
export function maskSecrets(text: string, { known = [], shapes = [], as = 'secret' }: Options = {}): string {
  const found = findSecrets(text, known, shapes);
  if (found.length === 0) return text;
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, characters } of found) {
    pieces.push(text.slice(at, from), '*'.repeat(as === 'secret' ? characters : to - from));
    at = to;
  }
  return pieces.join('') + text.slice(at);
}

/** Masks tokens and app keys by their form alone, in texts that belong to no call with known credentials. */
export function maskTokens(text: string): string {
  return mayHoldSecret(text) ? maskSecrets(text) : text;
}
