import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { lockFeed, requireManagedChannel } from './access/lock-managed-channel';

/**
 * Archives a channel, or takes it out of the archive: once this has answered, no call posts there any more, into its threads neither.
 * Its members go on reading it. One that is archived already stays so.
 * @throws {AppError} `not_found`; `forbidden` unless the user created the channel or is an administrator.
 */
export async function archiveChannel(
  user: SignedInUser,
  uniqueName: string,
  archived: boolean,
): Promise<void> {
  const { id, feedId, name } = await requireManagedChannel(user, uniqueName);
  await actAs(user, async (tx) => {
    const before = await lockFeed(tx, feedId);
    if (before.archived === archived) return;
    await tx.$executeRaw`
      update feed set archived_at = case when ${archived} then now() end where id = ${feedId}`;
    await recordEvent(tx, user, archived ? 'channel.archive' : 'channel.unarchive', id, { uniqueName, name });
  });
}
