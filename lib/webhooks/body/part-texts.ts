import 'server-only';
import type { BusboyInstance, Dicer } from '@fastify/busboy';
import { decodeBytes } from '../call/decode-text';
import { readContentType } from './content-type';

/** For the parser: it hands every value on as Latin-1, a character for a byte. */
export const AS_BYTES = { defCharset: 'latin1' } as const;

type PartHeaders = Record<string, string[] | undefined>;

/** A word of an e-mail's header (RFC 2047), as which .NET writes names. */
const ENCODED_WORD = /=\?([\w-]{1,40})\?([bq])\?([^?"]*)\?=/gi;

/**
 * The texts of a form's parts: each in its own charset, else in that of the request, else as `decodeBytes` reads it; names and names
 * of files, too. The parser itself knows three charsets.
 */
export class PartTexts {
  /** Why texts were not read as announced, for the owner's history; null when they were. */
  repair: string | null = null;
  readonly #requestCharset: string | null;
  #charset: string | null = null;

  /** @param parser made with `AS_BYTES`, without listeners yet */
  constructor(parser: BusboyInstance, contentType: string) {
    this.#requestCharset = charsetOf(contentType);
    // The parser has no event for a part's headers. Its own listener comes second, and reads what is left in them.
    const { parser: parts } = (parser as unknown as { _parser: { parser: Dicer } })._parser;
    parts.prependListener('part', (part: Dicer.PartStream) =>
      part.on('header', (headers) => this.#begin(headers as PartHeaders)),
    );
  }

  /** The value of the field whose part has just ended. */
  valueOf(bytes: string): string {
    return this.#decoded(bytes);
  }

  #begin(headers: PartHeaders): void {
    const [type] = headers['content-type'] ?? [];
    this.#charset = charsetOf(type ?? '') ?? this.#requestCharset;
    if (type) headers['content-type'] = [type.split(';')[0]!];
    const [disposition] = headers['content-disposition'] ?? [];
    if (disposition === undefined) return;
    const named = this.#decoded(disposition).replace(ENCODED_WORD, decodedWord);
    headers['content-disposition'] = [Buffer.from(named).toString('latin1')];
  }

  #decoded(latin1: string): string {
    const { text, repair } = decodeBytes(Buffer.from(latin1, 'latin1'), this.#charset);
    this.repair ??= repair;
    return text;
  }
}

const charsetOf = (contentType: string) => readContentType({ 'content-type': contentType }).charset;

/** As it stands in quotes; a line break would make the parser leave out the part. */
function decodedWord(_: string, charset: string, encoding: string, word: string): string {
  const bytes = /b/i.test(encoding) ? Buffer.from(word, 'base64') : quotedPrintable(word);
  return decodeBytes(bytes, charset)
    .text.replace(/[\r\n]+/g, ' ')
    .replace(/["\\]/g, '\\$&');
}

function quotedPrintable(word: string): Buffer {
  const bytes = word
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(bytes, 'latin1');
}
