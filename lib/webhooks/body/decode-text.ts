import 'server-only';
import { readContentType } from './content-type';

export type DecodedText = {
  /** Without a byte order mark. */
  text: string;
  /** Why it was not read as announced, for the owner's history; null: it was. */
  repair: string | null;
};

/** Their bytes look like ASCII, so "valid UTF-8" says nothing about them. */
const LOOKS_LIKE_ASCII = /^(?:utf-?16|ucs-?2|unicode|iso-10646|iso-2022|hz-gb)/i;

/**
 * The text of a body: a byte order mark decides, else UTF-8 where the bytes are UTF-8, else the announced charset, else
 * Windows-1252, which no bytes are wrong in (PowerShell 5.1 and old mail gateways send it unannounced).
 */
export function decodeText(bytes: Uint8Array, headers: Readonly<Record<string, string>>): DecodedText {
  const { charset } = readContentType(headers);
  const wide = wideEncodingOf(bytes);
  if (wide) return decoded(bytes, wide) ?? asWindows1252(bytes);
  if (charset && LOOKS_LIKE_ASCII.test(charset)) {
    const announced = decoded(bytes, charset);
    if (announced) return announced;
  }
  return decoded(bytes, 'utf-8') ?? decoded(bytes, charset ?? '') ?? asWindows1252(bytes);
}

/** UTF-16 by its byte order mark, or by the zeros of its first character. */
function wideEncodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be';
  return null;
}

/** Null when the charset is unknown or the bytes are none of it. */
function decoded(bytes: Uint8Array, charset: string): DecodedText | null {
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes), repair: null };
  } catch {
    return null;
  }
}

function asWindows1252(bytes: Uint8Array): DecodedText {
  return {
    text: new TextDecoder('windows-1252').decode(bytes),
    repair: 'The bytes are not UTF-8 and were read as Windows-1252; send UTF-8, or name the charset.',
  };
}
