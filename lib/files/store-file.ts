import 'server-only';
import { createHash } from 'node:crypto';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { CHUNK_BYTES, UNKNOWN_TYPE } from './file-policy';
import { fileQuota, QuotaReached } from './file-quota';
import { TypeSniffer } from './sniff-type';

export type StoredFile = { size: number; mediaType: string; digest: Buffer };

const ADD_FILE = 'INSERT INTO file (id, owner_id, name, media_type, size) VALUES ($1, $2, $3, $4, 0)';
const ADD_CHUNK = 'SELECT add_file_chunk($1, $2, $3, $4)';
/** The error code of the database function when the quota is used up. */
const QUOTA_REACHED = 'PQ001';

/**
 * Stores a file chunk by chunk while it arrives, one chunk in memory at a time. It belongs to no message yet:
 * `removeFiles`, at the latest maintenance, removes it unless its call is accepted.
 * @throws {QuotaReached} when all files together would exceed their quota; the database decides, also for parallel
 * uploads.
 * @param bytes when it throws, so does this, and what was written stays for `removeFiles`.
 */
export async function storeFile(
  { id, ownerId, name }: { id: string; ownerId: string; name: string },
  bytes: AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  await pool().query(prepared('postern_add_file', ADD_FILE, [id, ownerId, name, UNKNOWN_TYPE]));
  const sniffer = new TypeSniffer();
  const hash = createHash('sha256');
  let size = 0;
  let n = 0;
  for await (const chunk of inChunks(bytes)) {
    sniffer.add(chunk);
    hash.update(chunk);
    size += chunk.length;
    await addChunk(id, n++, chunk);
  }
  return { size, mediaType: await sniffer.end(), digest: hash.digest() };
}

async function addChunk(id: string, n: number, chunk: Buffer): Promise<void> {
  try {
    await pool().query(prepared('postern_add_file_chunk', ADD_CHUNK, [id, n, chunk, fileQuota()]));
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === QUOTA_REACHED;
    throw isFull ? new QuotaReached(error.message) : error;
  }
}

/**
 * The same bytes in pieces of CHUNK_BYTES; the last may be shorter. A piece is never changed after it was handed out.
 */
async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + CHUNK_BYTES - filled);
      chunk.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < CHUNK_BYTES) continue;
      yield chunk;
      chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}
