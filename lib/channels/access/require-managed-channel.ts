import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { findChannel } from './find-channel';
import { manages } from './where-visible';

/**
 * The channel, for verbs that archive, restore or delete it.
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
