import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { FeedRow } from '@/lib/feeds/feed-rows';
import { postAsBot } from '@/lib/feeds/post-as-bot';
import { asRecord, asText } from '@/lib/messages/loose';
import { shorten } from '@/lib/messages/shorten';
import { Refusal } from '@/lib/webhooks/envelope';
import { readHandlerValue } from '@/lib/webhooks/handler-answer';
import { ownerReasons } from '@/lib/webhooks/owner-reasons';
import type { PressOutcome } from './dto';
import type { Answerer } from './find-answerer';

const MAX_BANNER_CHARACTERS = 300;

/** Why an answer cannot be posted, in the words its author reads. */
export class Undeliverable extends Error {}

/**
 * Posts what `onButton` returned. Without a word on receivers it is for the presser alone, where the button stands.
 * `userids`, `broadcast` and `channel` are the code's decision. Behind it stands, as for the message itself, the owner of the
 * token that brought it: whoever writes a button into a message reaches no further by having it pressed than by calling.
 * @throws {Undeliverable}
 */
export async function deliverAnswer(
  presser: SignedInUser,
  pressed: FeedRow,
  answerer: Answerer,
  value: unknown,
): Promise<PressOutcome> {
  const banner = readBanner(value);
  if (banner) return banner;
  const answer = readHandlerValue(value);
  if (answer instanceof Refusal) throw new Undeliverable(answer.reason ?? answer.message);
  if (answer.message === null) return { kind: 'done' };
  const { feedId, name, href, ownerId, environment } = answerer;
  const { senderId } = pressed;
  const post = (target: number, recipients: string[] | null, joins = false) =>
    actAs(presser, (tx) => {
      const json = String(answer.message);
      const content = target === feedId ? json : underItsName(answerer, json);
      return postAsBot({ feedId: target, senderId, botId: answerer.botId, recipients, joins, content }, tx);
    });
  const here = { name, href };
  if (answer.channel) {
    const channel = await findChannelOf(senderId, answer.channel);
    await post(channel.feedId, null);
    const place = { name: `#${channel.uniqueName}`, href: `/channels/${channel.uniqueName}` };
    return { kind: 'posted', elsewhere: channel.feedId === pressed.feedId ? null : place };
  }
  const isOwnFeed = feedId === pressed.feedId;
  if (answer.broadcast || answer.userIds.length > 0) {
    const people = answer.broadcast ? null : await findPeople(answerer, answer.userIds);
    // The sandbox reaches its developer alone.
    await post(feedId, environment === 'sandbox' ? [ownerId] : people, true);
    return { kind: 'posted', elsewhere: isOwnFeed ? null : here };
  }
  await post(pressed.feedId, [presser.id]);
  return { kind: 'posted', elsewhere: null };
}

/** `{ type: 'banner', text, status: 'failure' }`: shown to the presser and not kept. */
function readBanner(value: unknown): PressOutcome | null {
  const banner = asRecord(value);
  if (banner?.type !== 'banner') return null;
  const text = asText(banner.text);
  if (!text) throw new Undeliverable('a banner needs a text');
  return { kind: 'banner', text: shorten(text, MAX_BANNER_CHARACTERS), failed: banner.status === 'failure' };
}

/** An extension has no row that a message elsewhere could name as its sender, so the message itself says who it is from. */
function underItsName({ botId, name }: Answerer, json: string): string {
  if (botId !== null) return json;
  const message = JSON.parse(json);
  return message.bot ? json : JSON.stringify({ ...message, bot: { name } });
}

async function findChannelOf(senderId: string, uniqueName: string) {
  const channel = await db().channel.findUnique({
    where: { uniqueName },
    select: {
      uniqueName: true,
      feedId: true,
      feed: {
        select: {
          archivedAt: true,
          members: { where: { userId: senderId, user: { deactivatedAt: null } }, select: { userId: true } },
        },
      },
    },
  });
  if (!channel) throw new Undeliverable(ownerReasons.channel_not_exists);
  if (channel.feed.members.length === 0) throw new Undeliverable(ownerReasons.not_a_member);
  if (channel.feed.archivedAt) throw new Undeliverable(ownerReasons.handler_channel_archived);
  return channel;
}

async function findPeople({ isPersonal, ownerId }: Answerer, entries: readonly string[]): Promise<string[]> {
  const emails = entries.map((entry) => entry.toLowerCase());
  const people = await db().user.findMany({
    where: { deactivatedAt: null, OR: [{ id: { in: [...entries] } }, { email: { in: emails } }] },
    select: { id: true, email: true },
  });
  const found = (entry: string) =>
    people.some(({ id, email }) => id === entry || email === entry.toLowerCase());
  if (!entries.every(found)) throw new Undeliverable(ownerReasons.user_not_found);
  if (isPersonal && people.some(({ id }) => id !== ownerId)) {
    throw new Undeliverable(ownerReasons.personal_bot);
  }
  return people.map(({ id }) => id);
}
