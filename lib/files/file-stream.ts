import 'server-only';
import { db } from '@/lib/db/prisma';
import type { ByteRange } from './byte-range';
import { CHUNK_BYTES } from './file-policy';

/** The bytes of a file's range, read from the database a chunk at a time, as fast as they are taken. */
export function fileStream(fileId: string, { first, last }: ByteRange): ReadableStream<Uint8Array> {
  let at = first;
  return new ReadableStream(
    {
      async pull(controller) {
        if (at > last) return controller.close();
        const n = Math.floor(at / CHUNK_BYTES);
        const chunk = await db().fileChunk.findUnique({
          where: { fileId_n: { fileId, n } },
          select: { bytes: true },
        });
        // The file was removed while it was read: an answer that breaks off is better than one that looks whole.
        if (!chunk) return controller.error(new Error('the file is gone'));
        const start = n * CHUNK_BYTES;
        controller.enqueue(chunk.bytes.subarray(at - start, last - start + 1));
        at = start + CHUNK_BYTES;
      },
    },
    { highWaterMark: 0 },
  );
}
