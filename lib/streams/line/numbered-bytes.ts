import 'server-only';
import { STREAM_BUFFER_BYTES } from './policy';

/** Messages that are read at once at most. */
export const FEED_BATCH = 100;

/** Events up to and including the message `seq`. `n` numbers those that several readers may share. */
export type NumberedBytes = { seq: number; bytes: Uint8Array; n?: number };

/** As few chunks as fit a stream's buffer; a larger message is a chunk by itself. */
export function inChunks(parts: readonly NumberedBytes[]): NumberedBytes[] {
  const chunks: NumberedBytes[] = [];
  let gathered: NumberedBytes[] = [];
  let size = 0;
  const flush = () => {
    const last = gathered.at(-1);
    if (last) chunks.push({ seq: last.seq, bytes: Buffer.concat(gathered.map(({ bytes }) => bytes)) });
    gathered = [];
    size = 0;
  };
  for (const part of parts) {
    if (size + part.bytes.length > STREAM_BUFFER_BYTES) flush();
    gathered.push(part);
    size += part.bytes.length;
  }
  flush();
  return chunks;
}
