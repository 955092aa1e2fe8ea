import { decimalId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';

// For the tests of bots and extensions: acts of other parts of Postern upon their rows.

export async function makeAdministrator(userId: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { role: 'ADMINISTRATOR' }, select: { id: true } });
}

/** A message in a feed, for everybody or one person. */
export async function aMessage(feedId: number, senderId: string, recipientId: string | null = null) {
  const { lastSeq } = await db().feed.update({
    where: { id: feedId },
    data: { lastSeq: { increment: 1 } },
    select: { lastSeq: true },
  });
  await db().message.create({
    data: { feedId, seq: lastSeq, sentAt: new Date(), senderId, recipientId, content: '{"text":"Hello"}' },
    select: { seq: true },
  });
}

export async function messagesIn(feedId: number): Promise<number> {
  return db().message.count({ where: { feedId } });
}

export async function membersOf(feedId: number): Promise<string[]> {
  const members = await db().feedMember.findMany({ where: { feedId }, select: { userId: true } });
  return members.map(({ userId }) => userId);
}

/** The audit trail's events about a bot or extension, in order. */
export async function deedsTo(subjectId: string): Promise<string[]> {
  const events = await db().auditEvent.findMany({
    where: { subjectId },
    orderBy: { id: 'asc' },
    select: { action: true },
  });
  return events.map(({ action }) => action);
}

/** What the database keeps of an extension's keys. */
export function storedKeys(number: string) {
  return db().extension.findUniqueOrThrow({
    where: { number: BigInt(number) },
    select: {
      sandboxKeyHash: true,
      marketplaceKeyHash: true,
      sandboxKeyCiphertext: true,
      marketplaceKeyCiphertext: true,
    },
  });
}

/** An attack by somebody who can write to the database but has no key. */
export async function swapKeyCiphertexts(number: string): Promise<void> {
  const row = await storedKeys(number);
  await db().extension.update({
    where: { number: BigInt(number) },
    data: {
      sandboxKeyCiphertext: row.marketplaceKeyCiphertext,
      marketplaceKeyCiphertext: row.sandboxKeyCiphertext,
    },
    select: { number: true },
  });
}

/** The code that the accepting statement runs for the marketplace URL. */
export async function publishedCode(number: string): Promise<string | null | undefined> {
  const { publishedVersion } = await db().extension.findUniqueOrThrow({
    where: { number: BigInt(number) },
    select: { publishedVersion: true },
  });
  const version = await db().extensionVersion.findFirst({
    where: { extensionNumber: BigInt(number), version: publishedVersion ?? 0 },
    select: { code: true },
  });
  return version?.code;
}

/** A name that no other test uses, within the 20 characters of a bot's name. */
export function aName(label: string): string {
  return `${label} ${BigInt(decimalId()).toString(36).slice(-9)}`;
}
