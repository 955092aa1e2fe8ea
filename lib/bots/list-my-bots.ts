import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { MyBot } from './dto';

const MAX_COUNTED = 100;

/** The bots the user subscribes to, by name, each with how many messages for them they have not seen. */
export function listMyBots(user: SignedInUser): Promise<MyBot[]> {
  return db().$queryRaw<MyBot[]>`
    select b.id, b.feed_id as "feedId", b.unique_name as "uniqueName", b.name, b.image_url as "imageUrl",
      (select count(*)::int from (
        select from message m
        where m.feed_id = fm.feed_id and m.seq > fm.last_read_seq
          and (m.recipient_id = fm.user_id or m.recipient_id is null and m.seq > fm.from_seq)
        limit ${MAX_COUNTED}
      ) unseen) as unread
    from feed_member fm join bot b using (feed_id)
    where fm.user_id = ${user.id} and (b.access = 'ORGANIZATION' or b.created_by_id = ${user.id})
    order by lower(b.name), b.unique_name`;
}
