import 'server-only';
import { eventSql } from '@/lib/audit/record-event';
import { actAtOnce } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { intakePlace, SETS, VERSIONED } from '@/lib/intake/change-intake';
import { requireManagedTarget } from './require-managed-target';
import { AUTOMATIC, type Understanding } from './schema';

/**
 * Sets how calls to the incoming endpoint of a channel, bot or extension are understood, from the next one on. No
 * effect when nothing changes.
 * @throws {AppError} `not_found` unless the user manages it.
 */
export async function saveUnderstanding(
  user: SignedInUser,
  feedId: number,
  understanding: Understanding,
): Promise<void> {
  const { kind, id, name } = await requireManagedTarget(user, feedId);
  const isDefault = JSON.stringify(understanding) === JSON.stringify(AUTOMATIC);
  const stored = isDefault ? null : JSON.stringify(understanding);
  const detail = { kind, name, as: understanding.as };
  const changed = await actAtOnce(
    user,
    Prisma.sql`${intakePlace(user, feedId)},
    changed as (
      insert into intake as i (feed_id, understanding)
      select id, ${stored} from place
      where ${stored}::text is not null or exists (select from intake where feed_id = ${feedId})
      on conflict (feed_id) do update set understanding = excluded.understanding
        where i.understanding is distinct from excluded.understanding
      returning i.feed_id, ${SETS} as sets
    ),
    ${VERSIONED},
    done as (${eventSql(user, 'intake.set_understanding', id, detail, Prisma.sql`changed`)})`,
  );
  // It was so already, or is the user's to change no more.
  if (changed.length === 0) await requireManagedTarget(user, feedId);
}
