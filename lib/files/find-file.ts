import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

export type FoundFile = { id: string; name: string; mediaType: string; size: number };

/**
 * A file that the user may read: one that a message names which they see. A call makes at most a hundred messages (one for
 * each receiver), numbered one after the other from the file's own on.
 * @throws {AppError} `not_found` for everybody else, and as long as the call that brought it is not accepted.
 */
export async function findFile(user: SignedInUser, fileId: string): Promise<FoundFile> {
  const [file] = await db().$queryRaw<(Omit<FoundFile, 'size'> & { size: bigint })[]>`
    select f.id, f.name, f.media_type as "mediaType", f.size
      from file f join feed_member me on me.feed_id = f.feed_id and me.user_id = ${user.id}
     where f.id = ${fileId}::uuid and exists (
       select from message m
        where m.feed_id = f.feed_id and m.seq >= f.message_seq and m.seq < f.message_seq + 100
          and m.sent_at >= f.created_at - interval '1 minute' and m.sent_at < f.created_at + interval '1 day'
          and (m.recipient_id = me.user_id or m.recipient_id is null and m.seq > me.from_seq)
          and strpos(m.content, f.id::text) > 0
     )`;
  if (!file) throw notFound('file');
  return { ...file, size: Number(file.size) };
}
