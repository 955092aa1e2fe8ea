import 'server-only';
import { changesOf } from '@/lib/audit/changes-of';
import { eventSql } from '@/lib/audit/record-event';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { requireOwnBot } from './require-own-bot';
import type { BotDetails } from './schema';

/**
 * Changes name, description, picture and access. The unique name, which URLs contain, stays. Making it personal ends all
 * subscriptions but the creator's (by a trigger of `bot`); other people's tokens are refused from then on. No effect
 * when nothing changes.
 * @throws {AppError} `not_found` unless the user may change the bot.
 */
export async function updateBot(
  user: SignedInUser,
  uniqueName: string,
  { name, description, imageUrl, access }: BotDetails,
): Promise<void> {
  for (;;) {
    const { id, ...bot } = await requireOwnBot(user, uniqueName);
    const before: BotDetails = {
      name: bot.name,
      description: bot.description,
      imageUrl: bot.imageUrl,
      access: bot.access,
    };
    const changes = changesOf(before, { name, description, imageUrl, access });
    if (!changes) return;
    const changed = await actAtOnce(
      user,
      Prisma.sql`changed as (
        update bot set name = ${name}, description = ${description}, image_url = ${imageUrl}, access = ${access}::bot_access
        where id = ${id} and ${PERMITTED} and (name, description, image_url, access::text) is not distinct from
          (${before.name}::text, ${before.description}::text, ${before.imageUrl}::text, ${before.access}::text)
        returning id
      ),
      done as (${eventSql(user, 'bot.change', id, { uniqueName, ...changes }, Prisma.sql`changed`)})`,
    );
    // The second of two simultaneous changes begins again, since the audit trail has what was before.
    if (changed.length > 0) return;
  }
}
