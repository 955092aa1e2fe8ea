import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { Transaction } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { forgetFailures } from '@/lib/handlers/failures/read-failures';
import { managedSql } from '../bot-access';

const KEPT = 50;

type Standing = { code: string | null; feedId: number; createdById: string; createdAt: Date };

/**
 * Makes `code` the bot's handler and saves it as its next version; the last fifty are kept. No effect when it is the
 * handler already.
 * @returns the number of its version; null without effect.
 * @throws {AppError} `not_found` unless the user may still change the bot: its code may have taken long to load.
 */
export async function replaceCode(
  tx: Transaction,
  user: SignedInUser,
  botId: string,
  code: string | null,
): Promise<number | null> {
  const [bot] = await tx.$queryRaw<Standing[]>`
    select handler_code as code, feed_id as "feedId", created_by_id as "createdById", created_at as "createdAt"
      from bot b where id = ${botId} and ${managedSql(user)} for no key update`;
  if (!bot) throw notFound('bot');
  if (bot.code === code) return null;
  const newest = await tx.botVersion.findFirst({
    where: { botId },
    orderBy: { version: 'desc' },
    select: { version: true, code: true },
  });
  const last = newest?.version ?? 0;
  // Saved before versions were kept, or by an older server.
  const isUnkept = bot.code !== null && newest?.code !== bot.code;
  const present = {
    code: bot.code,
    savedById: bot.createdById,
    savedAt: newest ? new Date() : bot.createdAt,
  };
  const kept = [...(isUnkept ? [present] : []), { code, savedById: user.id, savedAt: new Date() }];
  await tx.botVersion.createMany({
    data: kept.map((version, index) => ({ botId, version: last + 1 + index, ...version })),
  });
  await tx.botVersion.deleteMany({ where: { botId, version: { lte: last + kept.length - KEPT } } });
  await tx.bot.update({ where: { id: botId }, data: { handlerCode: code }, select: { id: true } });
  await forgetFailures(tx, bot.feedId, null);
  return last + kept.length;
}
