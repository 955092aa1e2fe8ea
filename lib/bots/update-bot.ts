import 'server-only';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { requireOwnBot } from './require-own-bot';
import type { BotDetails } from './schema';

/**
 * Changes name, description, picture and access. The unique name, which URLs contain, stays. Making it personal ends all
 * subscriptions but the creator's (by a trigger of `bot`); other people's tokens are refused from then on.
 * @throws {AppError} `not_found` unless the user may change the bot.
 */
export async function updateBot(
  user: SignedInUser,
  uniqueName: string,
  { name, description, imageUrl, access }: BotDetails,
): Promise<void> {
  const bot = await requireOwnBot(user, uniqueName);
  const updated = await actAtOnce(
    user,
    Prisma.sql`updated as (
      update bot set name = ${name}, description = ${description}, image_url = ${imageUrl}, access = ${access}::bot_access
      where id = ${bot.id} and ${PERMITTED}
      returning id
    ),
    done as (select id from updated)`,
  );
  if (updated.length === 0) throw notFound('bot');
}
