import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import type { Client } from '@/lib/http/client';
import { isAhead } from '@/lib/instants';
import { sendMail } from '@/lib/mail/mailer';
import { insertResetLink } from './insert-reset-link';
import { MAILED_LINKS_PER_HOUR } from './reset-link-policy';

const HOUR_MS = 60 * 60 * 1000;

/**
 * Sends a person a link that resets their password, never their second factors: a mailbox is one factor, not two.
 * Nothing is sent to people who are unknown, deactivated, have no password, or got enough links within the hour.
 * @returns whether one was sent; the requester must not learn it.
 */
export async function mailResetLink(email: string, client: Client, at?: Date): Promise<boolean> {
  const url = await db().$transaction(async (tx) => {
    await tx.$queryRaw`select id from "user" where email = ${email} for no key update`;
    const now = at ?? (await databaseNow(tx));
    const user = await tx.user.findFirst({
      where: { email, deactivatedAt: null, passwordHash: { not: null } },
      select: { id: true },
    });
    if (!user) return null;
    const withinHour = { ...isAhead(now, 0), gt: new Date(now.getTime() - HOUR_MS) };
    const recent = await tx.resetLink.count({
      where: { userId: user.id, origin: 'EMAIL', createdAt: withinHour },
    });
    if (recent >= MAILED_LINKS_PER_HOUR) return null;
    const wanted = { password: true, secondFactors: false, webhookTokens: 'keep' } as const;
    const link = await insertResetLink(tx, user.id, wanted, { origin: 'EMAIL', issuedById: null }, now);
    const actor = { id: user.id, sourceAddress: client.sourceAddress };
    await recordEvent(tx, actor, 'account.ask_for_link', user.id);
    return link.url;
  });
  if (url === null) return false;
  await sendMail({ to: email, subject: 'Choose a new password for Postern', text: textWith(url) });
  return true;
}

function textWith(url: string): string {
  return [
    `Somebody, most likely you, asked for a new password for your account at ${env().publicUrl.origin}.`,
    `Choose it here, once, within 24 hours:\n\n${url}`,
    'If it was not you, do nothing: your password stays as it is.',
    '',
  ].join('\n\n');
}
