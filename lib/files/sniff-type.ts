import 'server-only';
import { fileTypeFromBuffer } from 'file-type';
import { UNKNOWN_TYPE } from './file-policy';

/**
 * Types whose signature a text may have; other signatures (`BM`, `MZ`, `ID3`) are too short to overrule a valid text.
 */
const TEXTUAL = /^text\/|xml|json|rtf|pdf|postscript|eps|subrip/;
/** All control characters but tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Finds a file's type from its bytes alone, as they pass; the sender's claim does not count. */
export class TypeSniffer {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #sniffed: Promise<string | undefined> | null = null;
  #isText = true;

  /** Takes the next bytes; the first piece should have some hundreds at least. */
  add(bytes: Uint8Array): void {
    this.#sniffed ??= sniff(bytes);
    this.#read(bytes);
  }

  /** The media type: that of the signature, else `text/plain` for UTF-8 without control characters, else unknown. */
  async end(): Promise<string> {
    if (!this.#sniffed) return UNKNOWN_TYPE;
    const bySignature = await this.#sniffed;
    this.#read(null);
    if (!this.#isText) return bySignature ?? UNKNOWN_TYPE;
    return bySignature && TEXTUAL.test(bySignature) ? bySignature : 'text/plain';
  }

  #read(bytes: Uint8Array | null) {
    if (!this.#isText) return;
    try {
      const text = bytes ? this.#decoder.decode(bytes, { stream: true }) : this.#decoder.decode();
      this.#isText = !CONTROL.test(text);
    } catch {
      this.#isText = false;
    }
  }
}

async function sniff(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime;
  } catch {
    // The file begins like a container and goes on otherwise.
    return undefined;
  }
}
