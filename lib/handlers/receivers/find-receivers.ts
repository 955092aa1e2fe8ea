import 'server-only';
import { db } from '@/lib/db/prisma';
import { ownerReasons } from '@/lib/webhooks/accept/owner-reasons';

/** Why a handler's message cannot be posted, in words for the author. */
export class Undeliverable extends Error {}

/** The sender decides which people a handler may name: for a personal bot only its owner. */
type Sender = { isPersonal: boolean; ownerId: string };

/**
 * The channel that a handler chose, if the token's owner may post there.
 * @throws {Undeliverable}
 */
export async function findChannelOf(senderId: string, uniqueName: string) {
  const channel = await db().channel.findUnique({
    where: { uniqueName },
    select: {
      uniqueName: true,
      feedId: true,
      feed: {
        select: {
          archivedAt: true,
          members: { where: { userId: senderId, user: { deactivatedAt: null } }, select: { userId: true } },
        },
      },
    },
  });
  if (!channel) throw new Undeliverable(ownerReasons.channel_not_exists);
  if (channel.feed.members.length === 0) throw new Undeliverable(ownerReasons.not_a_member);
  if (channel.feed.archivedAt) throw new Undeliverable(ownerReasons.handler_channel_archived);
  return channel;
}

/**
 * The people that a handler chose by ids or e-mail addresses.
 * @throws {Undeliverable}
 */
export async function findPeople({ isPersonal, ownerId }: Sender, entries: readonly string[]) {
  const emails = entries.map((entry) => entry.toLowerCase());
  const people = await db().user.findMany({
    where: { deactivatedAt: null, OR: [{ id: { in: [...entries] } }, { email: { in: emails } }] },
    select: { id: true, email: true, name: true },
  });
  const found = (entry: string) =>
    people.some(({ id, email }) => id === entry || email === entry.toLowerCase());
  if (!entries.every(found)) throw new Undeliverable(ownerReasons.user_not_found);
  if (isPersonal && people.some(({ id }) => id !== ownerId)) {
    throw new Undeliverable(ownerReasons.personal_bot);
  }
  return people;
}
