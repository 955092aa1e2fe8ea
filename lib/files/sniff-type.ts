import 'server-only';
import { fileTypeFromBuffer } from 'file-type';
import { UNKNOWN_TYPE } from './file-policy';

/** Signatures that text may have; the others are too short to be believed of what is text throughout (`BM`, `MZ`, `ID3`). */
const TEXTUAL = /^text\/|xml|json|rtf|pdf|postscript|eps|subrip/;
/** Everything below the space but tab, line feed and carriage return, and DEL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Finds out what a file is from its bytes alone, as they pass; whatever its sender says of it is not asked. */
export class TypeSniffer {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #sniffed: Promise<string | undefined> | null = null;
  #isText = true;

  /** Takes the next bytes; the first ones should be some hundreds at least. */
  add(bytes: Uint8Array): void {
    this.#sniffed ??= sniff(bytes);
    this.#read(bytes);
  }

  /** The media type: by its signature, else `text/plain` for UTF-8 without control characters, else unknown. */
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
    // A file that begins like a container and goes on otherwise.
    return undefined;
  }
}
