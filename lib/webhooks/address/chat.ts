import 'server-only';
import { pool } from '@/lib/db/pool';
import { openDirectChat } from '@/lib/direct-chats/open-direct-chat';
import { askAhead } from '../accept/ask-ahead';
import type { Target } from '../accept/target';
import { feedIdOfChat } from '../endpoints/wire-ids';

/**
 * What a chat id leads to: a channel, a direct chat, a thread; the chat with a bot is the bot. The accepting statement
 * says whether the token's owner may post there.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function addressChat(chatId: string): Promise<Target> {
  const feedId = feedIdOfChat(chatId);
  if (feedId === null) return { kind: 'missing_chat', missing: 'chat_not_found' };
  const [found] = await ask<{ kind: string; uniqueName: string | null }>(
    `SELECT f.kind, b.unique_name AS "uniqueName" FROM feed f LEFT JOIN bot b ON b.feed_id = f.id WHERE f.id = $1`,
    [feedId],
  );
  if (!found || found.kind === 'EXTENSION') return { kind: 'missing_chat', missing: 'chat_not_found' };
  if (found.uniqueName !== null) return { kind: 'bot', name: found.uniqueName };
  return { kind: 'chat', feedId, missing: 'chat_not_found' };
}

/**
 * The direct chat of the token's owner with somebody, by user id or e-mail address; made when it is not there yet. An
 * empty chat is shown to nobody, so that making one is no effect that a refusal would have to take back.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function addressBuddy(ownerId: string, buddy: string): Promise<Target> {
  const [found] = await ask<{ buddyId: string }>(
    `SELECT id AS "buddyId" FROM "user" WHERE (id = $1 OR email = lower($1)) AND deactivated_at IS NULL`,
    [buddy],
  );
  if (!found) return { kind: 'missing_chat', missing: 'user_not_found' };
  const feedId = await askAhead(openDirectChat(ownerId, found.buddyId));
  return { kind: 'chat', feedId, missing: 'user_not_found' };
}

async function ask<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  return (await askAhead(pool().query<Row>(text, values))).rows;
}
