import 'server-only';

/** Longer than a token in any spelling that is searched for. */
const HELD_BYTES = 2_048;

/**
 * The same bytes with every secret masked, also one that spans two pieces; sizes and positions stay.
 * @param mask must keep the length of its text.
 */
export async function* maskStream(
  pieces: AsyncIterable<Uint8Array>,
  mask: (text: string) => string,
): AsyncGenerator<Buffer> {
  let held = '';
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const text = mask(held + bytes.toString('latin1'));
    const cut = Math.max(text.length - HELD_BYTES, 0);
    held = text.slice(cut);
    if (cut > 0) yield Buffer.from(text.slice(0, cut), 'latin1');
  }
  if (held !== '') yield Buffer.from(held, 'latin1');
}
