import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { mentionsIn } from '@/lib/messages/mentions';
import type { MessageContent } from '@/lib/messages/message-content';

/**
 * Looks up the names of everybody and every channel these messages mention, in two queries for all of them.
 * Private channels the user does not belong to stay unnamed.
 */
export async function nameMentions(
  user: SignedInUser,
  contents: MessageContent[],
): Promise<(content: MessageContent) => Record<string, string>> {
  const found = new Map(contents.map((content) => [content, mentionsIn(content)]));
  const all = [...new Set([...found.values()].flat())];
  const people = all.filter((mention) => mention.startsWith('@')).map((mention) => mention.slice(1));
  const channels = all.filter((mention) => mention.startsWith('#')).map((mention) => mention.slice(1));
  const names = new Map<string, string>([
    ...(await peopleNames(people)),
    ...(await channelNames(user, channels)),
  ]);
  return (content) => {
    const pairs = (found.get(content) ?? []).map((mention) => [mention, names.get(mention)]);
    return Object.fromEntries(pairs.filter(([, name]) => name !== undefined));
  };
}

async function peopleNames(keys: string[]): Promise<[string, string][]> {
  if (keys.length === 0) return [];
  const emails = keys.filter((key) => key.includes('@')).map((key) => key.toLowerCase());
  const users = await db().user.findMany({
    where: { OR: [{ id: { in: keys } }, { email: { in: emails } }] },
    select: { id: true, email: true, name: true },
  });
  return keys.flatMap((key): [string, string][] => {
    const user = users.find(({ id, email }) => id === key || email === key.toLowerCase());
    return user ? [[`@${key}`, user.name]] : [];
  });
}

async function channelNames(user: SignedInUser, keys: string[]): Promise<[string, string][]> {
  if (keys.length === 0) return [];
  const visible = [{ access: 'ORGANIZATION' as const }, { feed: { members: { some: { userId: user.id } } } }];
  const channels = await db().channel.findMany({
    where: { AND: [{ OR: [{ id: { in: keys } }, { uniqueName: { in: keys } }] }, { OR: visible }] },
    select: { id: true, uniqueName: true },
  });
  return keys.flatMap((key): [string, string][] => {
    const channel = channels.find(({ id, uniqueName }) => id === key || uniqueName === key);
    return channel ? [[`#${key}`, channel.uniqueName]] : [];
  });
}
