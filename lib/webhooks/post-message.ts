import 'server-only';
import type { Acceptance, Receivers } from './accept/acceptance';
import { sentByBot } from './accept/target';
import { receivedBy, type Verdict } from './accept/verdict';
import { pointToIncoming } from './address/point-to-incoming';
import { addressThread } from './address/thread';
import { parseMessageBody } from './body/parse-message';
import type { CleanCall } from './call/clean-call';
import { Refusal } from './call/refusal';
import { withNotes } from './call/request-record';
import { askedSenderBot } from './call/sender-bot';
import { decide, recordingRefusals } from './decide';
import type { EndpointName } from './endpoints/table';
import { wireBotChatId, wireBotMessageId, wireMessageId } from './endpoints/wire-ids';
import { deadLinks } from './message/dead-links';
import type { WireMessage } from './message/schema';
import { validateMessage } from './message/validate';
import { type FormSource, postWithFiles } from './post-files';

/**
 * A `message` call: the body is the message. Returns the answer's JSON, or undefined for 204.
 * @throws {AppError} after the refusal was recorded.
 */
export async function postMessage(call: CleanCall, base: Acceptance, source: FormSource): Promise<unknown> {
  const toBot = base.target.kind === 'bot';
  const senderBot = toBot ? null : askedSenderBot(call);
  const sent = { ...base, target: sentByBot(base.target, senderBot) };
  const read = await recordingRefusals(call, sent, () => readMessage(call));
  const { message, json, notes, hasFiles } = read;
  const counted = { ...sent, card: message.card !== undefined || hasFiles };
  const target = await recordingRefusals(call, counted, () => addressThread(message, counted));
  const answersWithId = message.sync_message === true && senderBot === null;
  const isAsSent = Buffer.from(json).equals(call.body);
  const acceptance: Acceptance = {
    ...counted,
    target,
    request: withNotes(base.request, notes),
    receivers: toBot ? botReceivers(message) : { kind: 'feed' },
    // A body decoded from another charset or a form may spell a secret that its bytes did not.
    content: isAsSent ? json : call.redactor.text(json),
    body: isAsSent ? null : call.body,
    successStatus: answersWithId ? 200 : 204,
  };
  const verdict = await (hasFiles ? postWithFiles(call, acceptance, source) : decide(call, acceptance));
  if (!(verdict.isAnswered ?? answersWithId)) return undefined;
  return base.endpoint === BOT_MESSAGE ? botAnswer(verdict) : messageAnswer(verdict);
}

const BOT_MESSAGE: EndpointName = 'bot_message';

type ReadMessage = {
  message: WireMessage;
  json: string;
  notes: readonly string[];
  hasFiles: boolean;
};

async function readMessage(call: CleanCall): Promise<ReadMessage> {
  const { value, json, repairs, hasFiles } = await parseMessageBody(call.body, call.headers, {
    takesCardButtons: /\/api\/v3\//.test(call.path),
  });
  const message = messageIn(value, call, hasFiles);
  const notes = [...repairs, ...deadLinks(message)];
  return { message, json, notes, hasFiles };
}

function messageIn(value: unknown, call: CleanCall, hasFiles: boolean): WireMessage {
  try {
    return validateMessage(value, { hasFiles });
  } catch (error) {
    throw error instanceof Refusal ? pointToIncoming(error, call, value) : error;
  }
}

function botReceivers(message: WireMessage): Receivers {
  if (message.broadcast) return { kind: 'broadcast' };
  if (message.userids?.length) return { kind: 'listed', people: message.userids };
  return { kind: 'owner' };
}

/** In the chat with a bot the message is that of its first receiver. */
function messageAnswer(verdict: Verdict) {
  const { sentAtMs, feedId, messages, seq } = verdict;
  return { message_id: wireMessageId(sentAtMs, feedId, seq ?? messages?.[0]?.[1] ?? 0) };
}

function botAnswer(verdict: Verdict) {
  const { sentAtMs, feedId, botId } = verdict;
  const received = receivedBy(verdict);
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
