import 'server-only';

export type DecodedText = {
  /** Without a byte order mark. */
  text: string;
  /** Why the text was not read as announced, for the owner's history; null when it was. */
  repair: string | null;
};

/** Charsets of two bytes a character, and those with escapes: their bytes may be valid UTF-8, too. */
const WIDE = /^(?:utf-?16|ucs-?2|unicode|iso-10646)/i;
const ESCAPED = /^(?:iso-2022|hz-gb)/i;

/**
 * The text of a body. A byte order mark decides; else UTF-8 if the bytes are valid UTF-8, else the announced charset,
 * else Windows-1252, in which every byte is valid (PowerShell 5.1 and old mail gateways send it unannounced).
 */
export function decodeText(bytes: Uint8Array, charset: string | null): DecodedText {
  const wide = wideEncodingOf(bytes);
  return wide ? (decoded(bytes, wide) ?? asWindows1252(bytes)) : decodeBytes(bytes, charset);
}

/** Like `decodeText`, for a part of a body, which has no byte order mark. */
export function decodeBytes(bytes: Uint8Array, charset: string | null): DecodedText {
  const announced = charset !== null && mayLookLikeUtf8(bytes, charset) ? decoded(bytes, charset) : null;
  return announced ?? decoded(bytes, 'utf-8') ?? decoded(bytes, charset ?? '') ?? asWindows1252(bytes);
}

/**
 * Whether being valid UTF-8 proves nothing. Two bytes a character leave a zero in every blank, digit and bracket; a few Chinese words
 * without any are the price of reading what is announced so and is not.
 */
const mayLookLikeUtf8 = (bytes: Uint8Array, charset: string) =>
  ESCAPED.test(charset) || (WIDE.test(charset) && bytes.includes(0));

/** UTF-16 by its byte order mark, or by the zeros of its first character. */
function wideEncodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be';
  return null;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Null when the charset is unknown or the bytes are not valid in it. */
function decoded(bytes: Uint8Array, charset: string): DecodedText | null {
  try {
    const decoder = charset === 'utf-8' ? UTF8 : new TextDecoder(charset, { fatal: true });
    const text = decoder.encoding === 'windows-1252' ? windows1252(bytes) : decoder.decode(bytes);
    return { text, repair: null };
  } catch {
    return null;
  }
}

/** Windows-1252 from 0x80 on; Node's own decoder (20.20) reads these bytes as control characters. */
const BETWEEN = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const WINDOWS_1252 = Array.from({ length: 256 }, (_, byte) =>
  Buffer.from(BETWEEN[byte - 0x80] ?? String.fromCharCode(byte)),
);

function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => BETWEEN[character.charCodeAt(0) - 0x80]!);
}

/** Keeps valid UTF-8 sequences between other bytes: `tail -c` cuts a log inside a character. */
function asWindows1252(bytes: Uint8Array): DecodedText {
  const utf8 = Buffer.alloc(bytes.length * 3);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const size = utf8Size(bytes, at);
    const character = size > 0 ? bytes.subarray(at, at + size) : WINDOWS_1252[bytes[at]!]!;
    utf8.set(character, length);
    length += character.length;
    at += size || 1;
  }
  return {
    text: utf8.toString('utf8', 0, length),
    repair: 'Bytes that are not UTF-8 were read as Windows-1252; send UTF-8, or name the charset.',
  };
}

/** The second bytes allowed after those first bytes that do not allow all of 0x80 to 0xbf. */
const SECOND: ReadonlyMap<number, readonly [least: number, greatest: number]> = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);

/** The length in bytes of the UTF-8 character at `at`; 0 when there is none. */
function utf8Size(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let more = 1; more < size; more++) {
    const [least, greatest] = (more === 1 && SECOND.get(first)) || [0x80, 0xbf];
    const byte = bytes[at + more] ?? 0;
    if (byte < least || byte > greatest) return 0;
  }
  return size;
}
