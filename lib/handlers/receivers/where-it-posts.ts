import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { HandlerAnswer } from '@/lib/webhooks/message/handler-answer';
import type { HandlerInput } from '../types';
import type { Destination } from './dto';
import { findChannelOf, findPeople } from './find-receivers';

/** The bot or extension whose handler is tried. */
export type TrialOf = {
  feedId: number;
  ownerId: string;
  /** The unique name; null for an extension. */
  botName: string | null;
  environment: HandlerInput['environment'];
};

/**
 * Where a call with one of the user's tokens would post the handler's message; null when it posts none.
 * @throws {Undeliverable} where such a call would fail.
 */
export async function whereItPosts(
  user: SignedInUser,
  of: TrialOf,
  { message, channel, broadcast, userIds }: HandlerAnswer,
): Promise<Destination | null> {
  if (message === null) return null;
  if (channel) {
    const { uniqueName } = await findChannelOf(user.id, channel);
    return { kind: 'channel', name: uniqueName };
  }
  // As for a real call: the sandbox reaches its developer alone, whatever the handler says.
  if (of.environment === 'sandbox') return { kind: 'developer' };
  if (!broadcast && userIds.length > 0) {
    const people = await findPeople(of, userIds);
    return { kind: 'people', names: people.map(({ name }) => name) };
  }
  const count = await db().feedMember.count({ where: { feedId: of.feedId, user: { deactivatedAt: null } } });
  return { kind: 'everybody', count };
}
