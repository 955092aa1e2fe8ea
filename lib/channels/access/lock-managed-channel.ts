import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { Transaction } from '@/lib/db/prisma';
import { AppError, notFound } from '@/lib/errors';
import { findChannel } from './find-channel';
import { manages } from './where-visible';

/**
 * The channel, for a verb that ends or revives it.
 * @throws {AppError} `not_found`; `forbidden` unless the user created it or is an administrator.
 */
export async function requireManagedChannel(user: SignedInUser, uniqueName: string) {
  const channel = await findChannel(user, uniqueName);
  if (!manages(user, channel)) {
    throw new AppError(
      'forbidden',
      'Only the creator of this channel or an administrator can archive or delete it.',
    );
  }
  return channel;
}

/**
 * Takes the channel's feed for this transaction alone: posts, votes and threads that have begun are finished, and what comes
 * later waits and then sees what was done.
 * @throws {AppError} `not_found` when it is gone.
 */
export async function lockFeed(tx: Transaction, feedId: number): Promise<{ archived: boolean }> {
  const [feed] = await tx.$queryRaw<{ archived: boolean }[]>`
    select archived_at is not null as archived from feed where id = ${feedId} for update`;
  if (!feed) throw notFound('channel');
  return feed;
}
