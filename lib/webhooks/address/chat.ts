import 'server-only';
import { pool } from '@/lib/db/pool';
import { openDirectChat } from '@/lib/direct-chats/open-direct-chat';
import { askAhead, askByRules } from '../accept/ask-ahead';
import type { Target } from '../accept/target';
import { feedIdOfChat } from '../endpoints/wire-ids';
import { notAdmitted } from './admitted-owner';

const NO_CHAT: Target = { kind: 'missing_chat', missing: 'chat_not_found' };

/** Within the limits: a flood of calls looks nothing up. */
const askWhatItIs = askByRules<{ kind: string | null; uniqueName: string | null }>({
  name: 'postern_address_chat',
  needs: 0,
  card: false,
  extra: ['chat_feed'],
  select: `f.kind, b.unique_name AS "uniqueName"
  FROM addressed a LEFT JOIN feed f ON f.id = a.chat_feed LEFT JOIN bot b ON b.feed_id = f.id`,
});

/**
 * What a chat id leads to: a channel, a direct chat, a thread; the chat with a bot is the bot. The accepting statement
 * says whether the token's owner may post there.
 * @throws {Refusal} `notAdmitted`
 * @throws {AppError} `temporarily_unavailable`
 */
export async function addressChat(tokenHash: Buffer, chatId: string): Promise<Target> {
  const feedId = feedIdOfChat(chatId);
  const chat: Target = feedId === null ? NO_CHAT : { kind: 'chat', feedId, missing: 'chat_not_found' };
  const found = await askWhatItIs({ tokenHash, target: chat });
  if (found === null) throw notAdmitted();
  if (found.uniqueName !== null) return { kind: 'bot', name: found.uniqueName };
  return found.kind === null || found.kind === 'EXTENSION' ? NO_CHAT : chat;
}

/**
 * The direct chat of the token's owner with somebody, by user id or e-mail address; made when it is not there yet. An
 * empty chat is shown to nobody, so that making one is no effect that a refusal would have to take back.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function addressBuddy(ownerId: string, buddy: string): Promise<Target> {
  const { rows } = await askAhead(
    pool().query<{ buddyId: string }>(
      `SELECT id AS "buddyId" FROM "user" WHERE (id = $1 OR email = lower($1)) AND deactivated_at IS NULL`,
      [buddy],
    ),
  );
  const [found] = rows;
  if (!found) return { kind: 'missing_chat', missing: 'user_not_found' };
  const feedId = await askAhead(openDirectChat(ownerId, found.buddyId));
  return { kind: 'chat', feedId, missing: 'user_not_found' };
}
