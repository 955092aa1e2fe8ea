import 'server-only';
import { openDirectChat } from '@/lib/direct-chats/open-direct-chat';
import { type Acceptance, NEED } from '../accept/acceptance';
import { askAhead, askByRules } from '../accept/ask-ahead';
import { isMeantBy } from '../accept/statements/rules';
import type { Target } from '../accept/target';
import { feedIdOfChat } from '../endpoints/wire-ids';
import { notAdmitted } from './admitted-owner';

type Caller = Pick<Acceptance, 'tokenHash' | 'orgId'>;

const NO_CHAT: Target = { kind: 'missing_chat', missing: 'chat_not_found' };

/** Of a call that nothing speaks against so far: for any other nothing is looked up. */
const askWhatItIs = askByRules<{ kind: string | null; uniqueName: string | null }>({
  name: 'postern_address_chat',
  needs: NEED.organization,
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
export async function addressChat({ tokenHash, orgId }: Caller, chatId: string): Promise<Target> {
  const feedId = feedIdOfChat(chatId);
  const chat: Target = feedId === null ? NO_CHAT : { kind: 'chat', feedId, missing: 'chat_not_found' };
  const found = await askWhatItIs({ tokenHash, orgId, target: chat });
  if (found === null) throw notAdmitted();
  if (found.uniqueName !== null) return { kind: 'bot', name: found.uniqueName };
  return found.kind === null || found.kind === 'EXTENSION' ? NO_CHAT : chat;
}

/** As `askWhatItIs`; `buddyId` is null for nobody. */
const askWhoItIs = askByRules<{ ownerId: string; buddyId: string | null }>({
  name: 'postern_address_buddy',
  needs: NEED.organization,
  extra: ['listed'],
  select: `a.user_id AS "ownerId", u.id AS "buddyId"
  FROM addressed a LEFT JOIN "user" u ON ${isMeantBy('a.listed', 'u')}`,
});

/**
 * The direct chat of the token's owner with somebody, by user id or e-mail address; made when it is not there yet. An
 * empty chat is shown to nobody, so that making one is no effect that a refusal would have to take back.
 * @throws {Refusal} `notAdmitted`
 * @throws {AppError} `temporarily_unavailable`
 */
export async function addressBuddy({ tokenHash, orgId }: Caller, buddy: string): Promise<Target> {
  const found = await askWhoItIs({ tokenHash, orgId, receivers: { kind: 'listed', people: [buddy] } });
  if (found === null) throw notAdmitted();
  if (found.buddyId === null) return { kind: 'missing_chat', missing: 'user_not_found' };
  const feedId = await askAhead(openDirectChat(found.ownerId, found.buddyId));
  return { kind: 'chat', feedId, missing: 'user_not_found' };
}
