import 'server-only';
import { db } from '@/lib/db/prisma';
import type { MessageContent } from '@/lib/messages/content';
import { everybodyIn, mentionsIn } from '@/lib/messages/mentions';
import { visibleChannels } from './visible-channels';

type MentionsOf = (
  viewerId: string,
  content: MessageContent,
  callsEverybody: boolean,
) => { mentions: Record<string, string>; privateMentions: string[] };

/**
 * Looks up the names of all people and channels that these messages mention, in two queries for all of them and all
 * viewers. Private channels that a viewer does not belong to stay unnamed, and so does everybody where the sender may
 * not mention them. `privateMentions` are named private channels.
 */
export async function nameMentions(
  viewerIds: readonly string[],
  contents: MessageContent[],
): Promise<MentionsOf> {
  const found = new Map(contents.map((content) => [content, mentionsIn(content)]));
  const all = [...new Set([...found.values()].flat())];
  const people = all.filter((mention) => mention.startsWith('@')).map((mention) => mention.slice(1));
  const channels = all.filter((mention) => mention.startsWith('#')).map((mention) => mention.slice(1));
  const names = new Map(await peopleNames(people));
  const channelFor = await visibleChannels(viewerIds, channels);
  const nameFor = (viewerId: string, mention: string) =>
    mention.startsWith('#') ? channelFor(viewerId, mention.slice(1))?.uniqueName : names.get(mention);
  return (viewerId, content, callsEverybody) => {
    const everybody = callsEverybody ? everybodyIn(content) : [];
    const pairs = (found.get(content) ?? []).map((mention) => [mention, nameFor(viewerId, mention)]);
    const known = pairs.filter(([, name]) => name !== undefined);
    return {
      mentions: Object.fromEntries([...known, ...everybody.map((mention) => [mention, mention.slice(1)])]),
      privateMentions: known.flatMap(([mention = '']) =>
        mention.startsWith('#') && channelFor(viewerId, mention.slice(1))?.access === 'PRIVATE'
          ? [mention]
          : [],
      ),
    };
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
