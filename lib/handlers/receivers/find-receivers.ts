import 'server-only';
import { db } from '@/lib/db/prisma';
import { NEED } from '@/lib/webhooks/accept/acceptance';
import { askForPerson } from '@/lib/webhooks/accept/ask-ahead';
import { reasonTexts } from '@/lib/webhooks/accept/reason-texts';
import type { Target } from '@/lib/webhooks/accept/target';

/** Why a handler's message cannot be posted, in words for the author. */
export class Undeliverable extends Error {}

/** The sender decides which people a handler may name: for a personal bot only its owner. */
type Sender = {
  /** The unique name; null for an extension. */
  botName: string | null;
  ownerId: string;
};

const CHOSEN_CHANNEL = {
  name: 'postern_chosen_channel',
  needs: NEED.handlerChannel,
  select: `hc.unique_name AS "uniqueName", a.feed_id AS "feedId"
  FROM addressed a LEFT JOIN channel hc ON hc.feed_id = a.feed_id`,
};

/**
 * The channel that a handler chose, if the token's owner may post there.
 * @throws {Undeliverable}
 */
export async function findChannelOf(senderId: string, handlerChannel: string) {
  const asked = { handlerChannel };
  const [channel] = await askForPerson<{ uniqueName: string; feedId: number }>(
    CHOSEN_CHANNEL,
    senderId,
    asked,
  );
  return deliverable(channel!);
}

const CONVERSATION = {
  name: 'postern_pressed_conversation',
  needs: NEED.chat | NEED.senderBot,
  select: 'a.feed_id FROM addressed a',
};

/**
 * Asks whether a message may be answered where it stands, outside the feed of whoever answers. In a channel that is as if the handler
 * had chosen it; in direct chats and threads, which no handler can choose, as for a call that posts as the bot.
 * @throws {Undeliverable}
 */
export async function requirePlaceOf(senderId: string, botName: string | null, feedId: number) {
  const channel = await db().channel.findUnique({ where: { feedId }, select: { uniqueName: true } });
  if (channel) return void (await findChannelOf(senderId, channel.uniqueName));
  const target: Target = {
    kind: 'chat',
    feedId,
    missing: 'chat_not_found',
    ...(botName !== null && { senderBot: botName }),
  };
  const [conversation] = await askForPerson<object>(CONVERSATION, senderId, { target });
  deliverable(conversation!);
}

const CHOSEN_PEOPLE = {
  name: 'postern_chosen_people',
  needs: NEED.recipients | NEED.bot,
  select: `u.id, u.name FROM addressed a JOIN named l ON l.n = a.n LEFT JOIN "user" u ON u.id = l.user_id`,
};

/**
 * The people that a handler chose by ids or e-mail addresses.
 * @throws {Undeliverable}
 */
export async function findPeople({ botName, ownerId }: Sender, people: readonly string[]) {
  const target: Target = botName === null ? { kind: 'none' } : { kind: 'bot', name: botName };
  const receivers = { kind: 'chosen' as const, people };
  const found = await askForPerson<{ id: string; name: string }>(CHOSEN_PEOPLE, ownerId, {
    target,
    receivers,
  });
  return found.map(deliverable);
}

function deliverable<Found extends { obstacle: string | null }>(found: Found): Found {
  if (found.obstacle === null) return found;
  const [code = '', why = ''] = found.obstacle.split('/');
  throw new Undeliverable(reasonTexts[why] ?? code);
}
