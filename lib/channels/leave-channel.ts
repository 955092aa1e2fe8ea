import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { findChannel } from './access/find-channel';

/**
 * Leaves a channel; from then on the user's tokens may not post there. Somebody who is no member stays none.
 * @throws {AppError} `conflict` for the last member of a private channel, which nobody could enter again.
 */
export async function leaveChannel(user: SignedInUser, uniqueName: string): Promise<void> {
  const { feedId, access } = await findChannel(user, uniqueName);
  await actAs(user, async (tx) => {
    // Of two last members who leave at once, the second waits here and sees that they are alone.
    await tx.$queryRaw`select id from feed where id = ${feedId} for update`;
    const others = await tx.feedMember.count({ where: { feedId, userId: { not: user.id } } });
    if (access === 'PRIVATE' && others === 0) {
      throw new AppError(
        'conflict',
        'You are the last member of this private channel. Add somebody else before you leave.',
      );
    }
    await tx.feedMember.deleteMany({ where: { feedId, userId: user.id } });
  });
}
