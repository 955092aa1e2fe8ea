import 'server-only';
import { pool } from '@/lib/db/pool';
import { openDirectChat } from '@/lib/direct-chats/open-direct-chat';
import type { Acceptance } from '../accept/acceptance';
import { askAhead } from '../accept/ask-ahead';
import { feedIdOfChat } from '../endpoints/wire-ids';

type ChatAddress = Pick<Acceptance, 'chatFeedId' | 'chatMissing'> | Pick<Acceptance, 'botName'>;

const nowhere = (chatMissing: Acceptance['chatMissing']): ChatAddress => ({ chatFeedId: -1, chatMissing });

/**
 * What a chat id leads to: a channel, a direct chat, a thread; the chat with a bot is the bot. The accepting statement
 * says whether the token's owner may post there.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function addressChat(chatId: string): Promise<ChatAddress> {
  const feedId = feedIdOfChat(chatId);
  if (feedId === null) return nowhere('chat_not_found');
  const [found] = await ask<{ kind: string; uniqueName: string | null }>(
    `SELECT f.kind, b.unique_name AS "uniqueName" FROM feed f LEFT JOIN bot b ON b.feed_id = f.id WHERE f.id = $1`,
    [feedId],
  );
  if (!found || found.kind === 'EXTENSION') return nowhere('chat_not_found');
  if (found.uniqueName !== null) return { botName: found.uniqueName };
  return { chatFeedId: feedId, chatMissing: 'chat_not_found' };
}

/**
 * The direct chat of the token's owner with somebody, by user id or e-mail address; made when it is not there yet. An
 * empty chat is shown to nobody, so that making one is no effect that a refusal would have to take back.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function addressBuddy(ownerId: string, buddy: string): Promise<ChatAddress> {
  const [found] = await ask<{ buddyId: string }>(
    `SELECT id AS "buddyId" FROM "user" WHERE (id = $1 OR email = lower($1)) AND deactivated_at IS NULL`,
    [buddy],
  );
  if (!found) return nowhere('user_not_found');
  const chatFeedId = await askAhead(openDirectChat(ownerId, found.buddyId));
  return { chatFeedId, chatMissing: 'user_not_found' };
}

async function ask<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  return (await askAhead(pool().query<Row>(text, values))).rows;
}
