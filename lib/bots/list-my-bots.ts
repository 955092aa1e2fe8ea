import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { byName } from '@/lib/by-name';
import { db } from '@/lib/db/prisma';
import type { MyBot } from './dto';

/** The bots that the user subscribes to, by name. */
export async function listMyBots(user: SignedInUser): Promise<MyBot[]> {
  const bots = await db().$queryRaw<MyBot[]>`
    select b.id, b.feed_id as "feedId", b.unique_name as "uniqueName", b.name, b.image_url as "imageUrl"
    from feed_member fm join bot b using (feed_id)
    where fm.user_id = ${user.id} and (b.access = 'ORGANIZATION' or b.created_by_id = ${user.id})
    order by b.unique_name`;
  return bots.sort(byName);
}
