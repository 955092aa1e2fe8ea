import 'server-only';
import { pool } from '@/lib/db/pool';
import { openThread } from '@/lib/threads/open-thread';
import { type Acceptance, NEED } from '../accept/acceptance';
import { askAhead, askByRules } from '../accept/ask-ahead';
import { isMember } from '../accept/statements/rules';
import { inThreadOf, type Target } from '../accept/target';
import { Refusal } from '../call/refusal';
import { feedIdOfChat, type MessagePlace, readMessageId } from '../endpoints/wire-ids';
import type { WireMessage } from '../message/schema';
import { notAdmitted } from './admitted-owner';

/** The conversation in the URL. `parentFeedId` for a thread; a bot's chat may be posted to without being seen. */
type Conversation = { ownerId: string; feedId: number; parentFeedId: number | null; isSeen: boolean };

/** Of a call that nothing speaks against so far: for any other nothing is looked up or made. */
const askWhere = askByRules<Conversation>({
  name: 'postern_address_thread',
  needs: NEED.channelName | NEED.channelId | NEED.chat | NEED.bot | NEED.senderBot | NEED.organization,
  select: `a.user_id AS "ownerId", a.feed_id AS "feedId", h.parent_feed_id AS "parentFeedId", ${isMember('coalesce(h.parent_feed_id, a.feed_id)', 'a.user_id')} IS NOT NULL AS "isSeen"
  FROM addressed a LEFT JOIN thread h ON h.feed_id = a.feed_id`,
});

/**
 * The URL's target with the thread that the message names; as it is when it names none.
 * Somebody who may not post there learns nothing here: the accepting statement refuses the call.
 * @throws {Refusal} `thread_chatid_invalid` or `invalid_inputs`, naming the field that leads nowhere; `notAdmitted`
 * @throws {AppError} `temporarily_unavailable`
 */
export async function addressThread(message: WireMessage, base: Acceptance): Promise<Target> {
  const { thread_chat_id, thread_message_id, reply_to } = message;
  const { target } = base;
  const names = [thread_chat_id, thread_message_id, reply_to].some((name) => name !== undefined);
  // The URL's chat may be a thread.
  if (!names && !(message.post_in_parent && target.kind === 'chat')) return target;
  const named = thread_chat_id === undefined ? 'thread_message_id' : 'thread_chat_id';
  const isThreaded = thread_chat_id !== undefined || thread_message_id !== undefined;
  if (isThreaded && target.kind === 'bot') {
    throw new Refusal(
      'invalid_inputs',
      `'${named}' names a thread; a bot's chat has none. Post to the channel with bot_unique_name instead.`,
      { field: named },
    );
  }
  const conversation = await askWhere(base);
  if (conversation === null) throw notAdmitted();
  return conversation.isSeen ? askAhead(address(message, target, conversation)) : target;
}

async function address(message: WireMessage, target: Target, conversation: Conversation): Promise<Target> {
  const { reply_to, thread_title, post_in_parent } = message;
  const { feedId, parentFeedId } = conversation;
  const { known, root } = await threadOf(message, conversation);
  // Before a thread is made: the call is refused for the message that it quotes, too.
  if (reply_to !== undefined) {
    const thread = root === null ? known : await findThreadBelow(root);
    await requireMessage('reply_to', reply_to, conversation, [thread, feedId, parentFeedId]);
  }
  const thread = root === null ? known : await openThread(root, thread_title ?? null);
  return thread === null ? target : inThreadOf(target, thread, post_in_parent);
}

/** The thread's feed, also where the URL itself is a thread, or the message that one is to be below. */
type Named = { known: number | null; root: MessagePlace | null };

async function threadOf(message: WireMessage, conversation: Conversation): Promise<Named> {
  const { thread_chat_id, thread_message_id } = message;
  const { feedId, parentFeedId } = conversation;
  if (thread_chat_id !== undefined) {
    return { known: await findThread(thread_chat_id, [feedId, parentFeedId]), root: null };
  }
  if (parentFeedId !== null) return { known: feedId, root: null };
  if (thread_message_id === undefined) return { known: null, root: null };
  const root = await requireMessage('thread_message_id', thread_message_id, conversation, [feedId]);
  return { known: null, root };
}

async function findThreadBelow({ feedId, seq }: MessagePlace): Promise<number | null> {
  const { rows } = await pool().query<{ feedId: number }>(
    'SELECT feed_id AS "feedId" FROM thread WHERE parent_feed_id = $1 AND parent_seq = $2',
    [feedId, seq],
  );
  return rows[0]?.feedId ?? null;
}

/**
 * A thread never changes its conversation, so that the accepting statement need not ask again.
 * @throws {Refusal} `thread_chatid_invalid` for a thread that is not one of the conversation in the URL
 */
async function findThread(chatId: string, parents: readonly (number | null)[]): Promise<number> {
  const threadId = feedIdOfChat(chatId);
  const { rowCount } = await pool().query(
    'SELECT FROM thread WHERE feed_id = $1 AND parent_feed_id = ANY($2::int[])',
    [threadId, parents],
  );
  if (threadId !== null && rowCount) return threadId;
  throw new Refusal(
    'thread_chatid_invalid',
    "'thread_chat_id' is no thread of this conversation; leave it out to begin one.",
    {
      field: 'thread_chat_id',
    },
  );
}

async function requireMessage(
  field: string,
  id: string,
  { ownerId }: Conversation,
  feeds: readonly (number | null)[],
): Promise<MessagePlace> {
  const place = readMessageId(id);
  const isHere = place !== null && feeds.includes(place.feedId);
  const { rowCount } = isHere
    ? await pool().query(
        `SELECT FROM message WHERE feed_id = $1 AND seq = $2 AND sent_at = to_timestamp($3::numeric / 1000)
           AND (recipient_id IS NULL OR recipient_id = $4 AND $5)`,
        // A thread is read by all of its conversation, so what one person alone sees has none.
        [place.feedId, place.seq, place.sentAtMs, ownerId, field === 'reply_to'],
      )
    : { rowCount: 0 };
  if (place && rowCount) return place;
  throw new Refusal(
    'invalid_inputs',
    `'${field}' is not the id of a message in this conversation; take one from an answer to a call, or leave it out.`,
    {
      field,
    },
  );
}
