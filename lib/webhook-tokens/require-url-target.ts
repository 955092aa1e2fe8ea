import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { usableBy } from '@/lib/bots/bot-access';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import type { EndpointChoice } from './schema';

const NUMBER = /^\d{1,18}$/;

/**
 * Asks for the one target, since the list of Get Webhook URL (`webhookTargets`) ends after some hundreds.
 * @throws {AppError} `not_found` unless it is the user's channel, a bot that they may use or their own extension.
 */
export async function requireUrlTarget(
  user: SteppedUpUser,
  { module, option }: EndpointChoice,
): Promise<void> {
  if (!(await finders[module](user, option))) throw notFound(module.slice(0, -1));
}

type Find = (user: SteppedUpUser, option: string) => Promise<object | null>;

const finders: Readonly<Record<EndpointChoice['module'], Find>> = {
  channels: (user, uniqueName) =>
    db().channel.findFirst({
      where: { uniqueName, feed: { archivedAt: null, members: { some: { userId: user.id } } } },
      select: { id: true },
    }),
  bots: (user, uniqueName) =>
    db().bot.findFirst({ where: { AND: [usableBy(user), { uniqueName }] }, select: { id: true } }),
  extensions: async (user, number) =>
    NUMBER.test(number)
      ? db().extension.findFirst({
          where: { number: BigInt(number), ownerId: user.id },
          select: { number: true },
        })
      : null,
};
