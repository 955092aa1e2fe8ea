import 'server-only';
import { type Acceptance, accept, type Verdict } from './accept';
import type { CleanCall } from './call-record';
import { Refusal } from './envelope';
import type { WireMessage } from './message-schema';
import { parseMessageBody } from './parse-body';
import { refusalByCode } from './refusals';
import { validateMessage } from './validate-message';
import { wireBotChatId, wireBotMessageId, wireMessageId } from './wire-ids';

/**
 * A `message` call: the body is the message. Returns the answer's JSON, undefined for 204.
 * @throws {AppError} after the refusal was recorded.
 */
export async function postMessage(call: CleanCall, base: Acceptance): Promise<unknown> {
  const toBot = base.botName !== null;
  const senderBot = toBot ? null : call.params.find(([name]) => name === 'bot_unique_name')?.[1] || null;
  const read = await readMessage(call);
  if (read instanceof Refusal) return refuse({ ...base, senderBot }, read);

  const { message, json } = read;
  const answersWithId = message.sync_message === true && senderBot === null;
  const verdict = await accept({
    ...base,
    ...(toBot ? botReceivers(message) : { receivers: 'feed' as const }),
    senderBot,
    content: json,
    body: Buffer.from(json).equals(call.body) ? null : call.body,
    successStatus: answersWithId ? 200 : 204,
  });
  if (verdict.code) throw refusalByCode(verdict.code, verdict.why);
  if (!answersWithId) return undefined;
  return toBot ? botAnswer(verdict) : channelAnswer(verdict);
}

/** Records a call whose body cannot be accepted; target and permission still come first. */
export async function refuse(base: Acceptance, refusal: Refusal): Promise<never> {
  const verdict = await accept({
    ...base,
    bodyCode: refusal.code,
    reason: refusal.reason ?? refusal.message,
  });
  if (verdict.code && verdict.code !== refusal.code) throw refusalByCode(verdict.code, verdict.why);
  throw refusal;
}

async function readMessage(call: CleanCall): Promise<{ message: WireMessage; json: string } | Refusal> {
  try {
    const { value, json } = await parseMessageBody({ bytes: call.body, headers: call.headers });
    return { message: validateMessage(value), json };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function botReceivers(message: WireMessage): Pick<Acceptance, 'receivers' | 'listed'> {
  if (message.broadcast) return { receivers: 'broadcast', listed: [] };
  if (message.userids?.length) return { receivers: 'listed', listed: message.userids };
  return { receivers: 'owner', listed: [] };
}

function channelAnswer({ sentAtMs, feedId, messages }: Verdict) {
  return { message_id: wireMessageId(sentAtMs, feedId, messages[0]?.[1] ?? 0) };
}

function botAnswer({ sentAtMs, feedId, botId, messages, members }: Verdict) {
  const received = messages.flatMap(([recipientId, seq]) =>
    (recipientId === null ? (members ?? []) : [recipientId]).map((userId) => [userId, seq] as const),
  );
  return {
    user_ids: received.map(([userId]) => userId),
    message_details: Object.fromEntries(
      received.map(([userId, seq]) => [
        userId,
        {
          chat_id: wireBotChatId(feedId, botId ?? ''),
          message_id: wireBotMessageId(sentAtMs, feedId, seq),
        },
      ]),
    ),
  };
}
