import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { answerAsBot } from '@/lib/feeds/post-as-bot';
import type { FeedRow } from '@/lib/feeds/rows/feed-row';
import {
  findChannelOf,
  findPeople,
  requirePlaceOf,
  Undeliverable,
} from '@/lib/handlers/receivers/find-receivers';
import { readAnswer } from '@/lib/handlers/receivers/read-answer';
import { shorten } from '@/lib/messages/parts/shorten';
import { asRecord, asText } from '@/lib/messages/parts/unchecked';
import type { PressOutcome } from './dto';
import type { Answerer } from './find-answerer';

const MAX_BANNER_CHARACTERS = 300;

/**
 * Posts the result of `onButton`. By default it is for the presser alone, in the feed of the button; `userids`,
 * `broadcast` and `channel` change that. The rights are those of the owner of the message's token: a button reaches
 * no further than a call would now. In its own feed a bot or extension asks nobody.
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
  const answer = readAnswer(value);
  if (answer.message === null) return { kind: 'done' };
  const { feedId, name, href, ownerId, environment } = answerer;
  const { senderId } = pressed;
  const post = async (target: number, recipients: string[] | null, joins = false) => {
    const json = String(answer.message);
    const content = target === feedId ? json : withSenderName(answerer, json);
    const to = { feedId: target, recipients, joins };
    const isPosted = await answerAsBot(presser, { ...to, senderId, botId: answerer.botId, content });
    if (!isPosted) throw new Undeliverable('the place of the answer was archived or deleted meanwhile');
  };
  const here = { name, href };
  if (answer.channel) {
    const channel = await findChannelOf(senderId, answer.channel);
    await post(channel.feedId, null);
    const place = { name: `#${channel.uniqueName}`, href: `/channels/${channel.uniqueName}` };
    return { kind: 'posted', elsewhere: channel.feedId === pressed.feedId ? null : place };
  }
  const isOwnFeed = feedId === pressed.feedId;
  if (answer.broadcast || answer.userIds.length > 0) {
    const people = answer.broadcast ? null : idsOf(await findPeople(answerer, answer.userIds));
    // A sandbox reaches its developer alone.
    await post(feedId, environment === 'sandbox' ? [ownerId] : people, true);
    return { kind: 'posted', elsewhere: isOwnFeed ? null : here };
  }
  if (!isOwnFeed) await requirePlaceOf(senderId, answerer.botName, pressed.feedId);
  await post(pressed.feedId, [presser.id]);
  return { kind: 'posted', elsewhere: null };
}

/** `{ type: 'banner', text, status: 'failure' }` is shown to the presser and not stored. */
function readBanner(value: unknown): PressOutcome | null {
  const banner = asRecord(value);
  if (banner?.type !== 'banner') return null;
  const text = asText(banner.text);
  if (!text) throw new Undeliverable('a banner needs a text');
  return { kind: 'banner', text: shorten(text, MAX_BANNER_CHARACTERS), failed: banner.status === 'failure' };
}

/** A message elsewhere cannot refer to an extension as its sender, so the message itself names it. */
function withSenderName({ botId, name }: Answerer, json: string): string {
  if (botId !== null) return json;
  const message = JSON.parse(json);
  return message.bot ? json : JSON.stringify({ ...message, bot: { name } });
}

function idsOf(people: readonly { id: string }[]): string[] {
  return people.map(({ id }) => id);
}
