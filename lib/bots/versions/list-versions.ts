import 'server-only';
import { db } from '@/lib/db/prisma';
import type { BotVersionSummary } from '../dto';

type Row = Omit<BotVersionSummary, 'savedAt'> & { isPresent: boolean; savedAt: Date };

/**
 * The versions of a bot's handler, newest first, and the number of the present one (null: none). Their code stays in
 * the database until a version is opened.
 */
export async function listVersions(botId: string) {
  const rows = await db().$queryRaw<Row[]>`
    select v.version, v.code is null as "isRemoval", v.code is not distinct from b.handler_code as "isPresent",
      u.name as "savedBy", v.saved_at as "savedAt"
    from bot_version v join bot b on b.id = v.bot_id join "user" u on u.id = v.saved_by_id
    where v.bot_id = ${botId} order by v.version desc`;
  return {
    versions: rows.map(
      ({ isPresent, savedAt, ...version }): BotVersionSummary => ({
        ...version,
        savedAt: savedAt.toISOString(),
      }),
    ),
    // When the same code was saved more than once, the newest version counts.
    presentVersion: rows.find(({ isPresent }) => isPresent)?.version ?? null,
  };
}
