import 'server-only';
import { eventSql } from '@/lib/audit/record-event';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { requireManagedChannel } from './access/require-managed-channel';

/**
 * Archives a channel, or takes it out of the archive. Once this has answered, no call posts there or into its
 * threads; posts, votes and threads under way are finished first. Members can still read it. No effect when
 * it is in that state already.
 * @throws {AppError} `not_found`; `forbidden` unless the user created the channel or is an administrator.
 */
export async function archiveChannel(
  user: SignedInUser,
  uniqueName: string,
  archived: boolean,
): Promise<void> {
  const { id, feedId, name } = await requireManagedChannel(user, uniqueName);
  const action = archived ? 'channel.archive' : 'channel.unarchive';
  const found = await actAtOnce(
    user,
    Prisma.sql`before as materialized (
      select id, archived_at from feed where id = ${feedId} and ${PERMITTED} for update
    ),
    changed as (
      update feed f set archived_at = case when ${archived} then now() end
      from before b where f.id = b.id and (b.archived_at is not null) <> ${archived}
      returning f.id
    ),
    event as (${eventSql(user, action, id, { uniqueName, name }, Prisma.sql`changed`)}),
    done as (select id from before)`,
  );
  if (found.length === 0) throw notFound('channel');
}
