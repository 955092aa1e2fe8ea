import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { byName } from '@/lib/by-name';
import { db } from '@/lib/db/prisma';
import type { MyDirectChat } from './dto';

const MOST_SHOWN = 30;

/** The user's direct chats that have messages, by the other's name; of very many, those with the newest messages. */
export async function listMyDirectChats(user: SignedInUser): Promise<MyDirectChat[]> {
  const chats = await db().$queryRaw<MyDirectChat[]>`
    select c.feed_id as "feedId", u.id as "partnerId", u.name
    from feed_member fm
    join direct_chat c on c.feed_id = fm.feed_id
    join feed f on f.id = c.feed_id and f.last_seq > 0
    join "user" u on u.id = case when c.low_id = ${user.id} then c.high_id else c.low_id end
    join lateral (select sent_at from message where feed_id = f.id order by seq desc limit 1) newest on true
    where fm.user_id = ${user.id}
    order by newest.sent_at desc limit ${MOST_SHOWN}`;
  return chats.toSorted(byName);
}
