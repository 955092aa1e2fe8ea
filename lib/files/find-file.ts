import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { readerOf } from '@/lib/feeds/access/require-feed-member';

export type FoundFile = { id: string; name: string; mediaType: string; size: number };

/**
 * A file that the user may read: one attached to a message that they see. A mention in a message's text does not
 * count.
 * @throws {AppError} `not_found` for everybody else, and until the call that brought the file is accepted.
 */
export async function findFile(user: SignedInUser, fileId: string): Promise<FoundFile> {
  const [file] = await db().$queryRaw<(Omit<FoundFile, 'size'> & { size: bigint })[]>`
    select x.id, x.name, x.media_type as "mediaType", x.size
      from file x
     where x.id = ${fileId}::uuid and exists (
       select from message_file l
       join message m on m.feed_id = l.feed_id and m.seq = l.message_seq and m.sent_at = l.sent_at
       cross join lateral (${readerOf(Prisma.sql`l.feed_id`, user.id)}) me
        where l.file_id = x.id
          and (m.recipient_id = me.user_id or m.recipient_id is null and m.seq > me.from_seq)
     )`;
  if (!file) throw notFound('file');
  return { ...file, size: Number(file.size) };
}
