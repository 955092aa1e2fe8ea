import 'server-only';
import { forgetCodeAttempts } from '@/lib/accounts/attempts/attempts';
import { hashPassword } from '@/lib/accounts/user/password';
import { recordEvent } from '@/lib/audit/record-event';
import { Prisma } from '@/lib/db/generated/client';
import { databaseNow } from '@/lib/db/now';
import { db, type Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { postAsBot } from '@/lib/feeds/post-as-bot';
import type { Client } from '@/lib/http/client';
import { removeSecondFactors } from '@/lib/second-factors/remove-second-factors';
import { changeAllTokens, changedTokens } from '@/lib/webhook-tokens/change-all-tokens';
import { newsOfReset } from './news-of-reset';
import { openResetLinks } from './open-reset-links';
import { resetCodeHash } from './reset-code';
import { revokeResetLinks } from './revoke-reset-links';
import type { UsedResetLink } from './schema';

const select = {
  id: true,
  userId: true,
  origin: true,
  resetsPassword: true,
  resetsSecondFactors: true,
  disablesTokens: true,
} as const;
type Link = Awaited<ReturnType<typeof find>>;

/**
 * Uses a link: sets the new password, removes the second factors, or both, and ends all sessions of its person. It
 * works once, also when two use it at once. It signs nobody in: the factor that was not reset is still asked for.
 * @throws {AppError} `not_found` for a link that cannot be used, `invalid_input` when the new password is missing.
 */
export async function useResetLink({ code, password }: UsedResetLink, client: Client): Promise<void> {
  const { id, userId, ...link } = await find(code);
  if (link.resetsPassword && password === undefined) {
    throw new AppError('invalid_input', 'Enter a new password.', { field: 'password' });
  }
  const passwordHash = link.resetsPassword && password !== undefined ? await hashPassword(password) : null;
  await db().$transaction(async (tx) => {
    // Every change of an account locks in this order: the person first, then their rows.
    await tx.$queryRaw`select id from "user" where id = ${userId} for no key update`;
    const now = await databaseNow(tx);
    const { count } = await tx.resetLink.updateMany({
      where: { id, ...openResetLinks(now) },
      data: { usedAt: now },
    });
    if (count === 0) throw unusable();
    if (passwordHash) {
      await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
      await revokeResetLinks(tx, userId, now, [{ resetsPassword: true }]);
    }
    if (link.resetsSecondFactors) {
      await removeSecondFactors(tx, userId);
      await revokeResetLinks(tx, userId, now, [{ resetsSecondFactors: true }]);
    }
    await tx.session.updateMany({
      where: { userId, revokedAt: null },
      data: { revokedAt: now, stepUpVerifiedAt: null },
    });
    // A stolen mailbox could go on guessing after every mail.
    if (link.origin !== 'EMAIL') await forgetCodeAttempts(tx, userId);
    await record(tx, userId, link, client);
    const news = await newsOfReset(tx, userId, link);
    // One statement, the last: calls with these tokens, or to Herald, wait from here to the commit.
    const change = Prisma.sql`enabled = false`;
    if (news) await postAsBot(news, tx, link.disablesTokens ? changedTokens(userId, change) : undefined);
    else if (link.disablesTokens) await changeAllTokens(tx, userId, change);
  });
}

async function find(code: string) {
  const link = await db().resetLink.findFirst({
    where: { tokenHash: resetCodeHash(code), ...openResetLinks(await databaseNow()) },
    select,
  });
  if (!link) throw unusable();
  return link;
}

async function record(tx: Transaction, userId: string, link: Omit<Link, 'id' | 'userId'>, client: Client) {
  const actor = { id: userId, sourceAddress: client.sourceAddress };
  const detail = { origin: link.origin, webhookTokens: link.disablesTokens ? 'disable' : 'keep' };
  if (link.resetsPassword) await recordEvent(tx, actor, 'account.reset_password', userId, detail);
  if (link.resetsSecondFactors) await recordEvent(tx, actor, 'second_factor.reset', userId, detail);
  if (!link.disablesTokens) return;
  // Whoever switches a token waits for the person's row, which this transaction holds.
  const enabled = await tx.webhookToken.findMany({ where: { userId, enabled: true }, select: { id: true } });
  for (const { id } of enabled) {
    await recordEvent(tx, actor, 'webhook_token.disable', id, { by: 'reset link', origin: link.origin });
  }
}

function unusable() {
  return new AppError(
    'not_found',
    'This link was used, was replaced by a newer one, or is older than 24 hours. Ask for a new one.',
  );
}
