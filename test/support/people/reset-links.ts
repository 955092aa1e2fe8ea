import { HERALD_BOT } from '@/lib/accounts/user/insert-user';
import type { SignedInUser } from '@/lib/auth/principals';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import { readFeed } from '@/lib/feeds/read-feed';
import { insertResetLink } from '@/lib/reset-links/insert-reset-link';
import { openResetLinks } from '@/lib/reset-links/open-reset-links';
import type { NewResetLink } from '@/lib/reset-links/schema';

/** The stored hashes of somebody's links, as a dump of the database shows them. */
export async function storedLinks(userId: string): Promise<Buffer[]> {
  const rows = await db().resetLink.findMany({ where: { userId }, select: { tokenHash: true } });
  return rows.map(({ tokenHash }) => Buffer.from(tokenHash));
}

/** Lets somebody's links be as much older. */
export async function ageLinks(userId: string, byMs: number): Promise<void> {
  const links = await db().resetLink.findMany({
    where: { userId },
    select: { id: true, createdAt: true, expiresAt: true },
  });
  const earlier = (date: Date) => new Date(date.getTime() - byMs);
  for (const { id, createdAt, expiresAt } of links) {
    await db().resetLink.update({
      where: { id },
      data: { createdAt: earlier(createdAt), expiresAt: earlier(expiresAt) },
      select: { id: true },
    });
  }
}

/** The audit trail's events about somebody. */
export async function ownEvents(userId: string): Promise<string[]> {
  const rows = await db().auditEvent.findMany({
    where: { subjectId: userId },
    select: { action: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ action }) => action);
}

/** How many of somebody's tokens are switched on. */
export function tokensOn(userId: string): Promise<number> {
  return db().webhookToken.count({ where: { userId, enabled: true } });
}

/** The active administrators of the installation. */
export async function administrators(): Promise<string[]> {
  const rows = await db().user.findMany({
    where: { role: 'ADMINISTRATOR', deactivatedAt: null },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Demotes people in SQL, past every verb. */
export async function demoteAllBut(userIds: string[]): Promise<void> {
  await db().user.updateMany({
    where: { role: 'ADMINISTRATOR', id: { notIn: userIds } },
    data: { role: 'MEMBER' },
  });
}

/** Makes a link as the command line does, and returns its code. */
export async function insertFor(userId: string, wanted: NewResetLink): Promise<string> {
  const issuer = { origin: 'COMMAND_LINE', issuedById: null } as const;
  const { url } = await db().$transaction((tx) => insertResetLink(tx, userId, wanted, issuer));
  return url.split('/reset/')[1] ?? '';
}

/** How many of somebody's links can still be used. */
export async function openLinks(userId: string): Promise<number> {
  return db().resetLink.count({ where: { userId, ...openResetLinks(await databaseNow()) } });
}

/** Deactivates somebody without ending their links, as an older process would. */
export async function deactivate(userId: string): Promise<void> {
  await db().user.updateMany({ where: { id: userId }, data: { deactivatedAt: new Date() } });
}

/** What Herald's feed shows somebody. */
export async function toldByHerald(user: SignedInUser): Promise<string> {
  const bot = await db().bot.findFirstOrThrow({
    where: { uniqueName: HERALD_BOT },
    select: { feedId: true },
  });
  const { messages } = await readFeed(user, bot.feedId, {});
  return messages.map(({ content }) => JSON.stringify(content)).join('\n');
}

/** Dates somebody's links a year later, as a process with a wrong clock would have. */
export async function madeAhead(userId: string): Promise<void> {
  await db()
    .$executeRaw`update reset_link set created_at = created_at + interval '1 year', expires_at = expires_at + interval '1 year'
    where user_id = ${userId}`;
}
