import 'server-only';
import type { Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { ARCHIVED } from './archived-policy';

/**
 * Keeps the feed, and a thread's conversation, from being archived until the transaction ends; posts do not wait.
 * @throws {AppError} `conflict` when it is archived.
 */
export async function requireOpenFeed(tx: Transaction, feedId: number): Promise<void> {
  const feeds = await tx.$queryRaw<{ archived: boolean }[]>`
    select archived_at is not null as archived from feed
    where id = ${feedId} or id = (select parent_feed_id from thread where feed_id = ${feedId})
    order by id for key share`;
  if (feeds.some(({ archived }) => archived)) throw new AppError('conflict', ARCHIVED);
}
