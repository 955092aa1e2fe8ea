import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { readFailures } from '@/lib/handlers/failures/read-failures';
import { managedBy } from './bot-access';
import { pageSelect, toPage } from './bot-row';
import type { BotSettings } from './dto';
import { listVersions } from './versions/list-versions';

/**
 * A bot with its handler's code, its earlier versions and its failures.
 * @throws {AppError} `not_found` unless the user may change it.
 */
export async function getBotSettings(user: SignedInUser, uniqueName: string): Promise<BotSettings> {
  const row = await db().bot.findFirst({
    where: { AND: [{ uniqueName }, managedBy(user)] },
    select: {
      ...pageSelect(user),
      handlerCode: true,
    },
  });
  if (!row) throw notFound('bot');
  return {
    ...toPage(user, row),
    handlerCode: row.handlerCode,
    ...(await listVersions(row.id)),
    failures: await readFailures(user, row.feedId),
  };
}
