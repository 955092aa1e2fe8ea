import 'server-only';
import { notesOnKeys } from '@/lib/handlers/respond/mistyped-key';
import { type Respond, readRespond, WrongRespond } from '@/lib/handlers/respond/read-respond';
import { asText } from '@/lib/messages/parts/unchecked';
import { Refusal } from '../call/refusal';
import { messageKeys } from './schema';
import { validateMessage } from './validate';

/** What a handler's returned value asks for. */
export type HandlerAnswer = {
  /** JSON text; null when the handler posts nothing. */
  message: string | null;
  /** Ids or e-mail addresses; when given, only these people receive the message; they become subscribers. */
  userIds: readonly string[];
  broadcast: boolean;
  /** The unique name of a channel that gets the message in place of the target. */
  channel: string | null;
  /** Keys that do not belong to a message; the caller's answer has them. */
  extra: Record<string, unknown>;
  /** The answer that replaces 200 and JSON; null for the usual one. */
  respond: Respond | null;
  /** Keys that look mistyped, for the handler's author. */
  notes: readonly string[];
};

const NOTHING: HandlerAnswer = {
  message: null,
  userIds: [],
  broadcast: false,
  channel: null,
  extra: {},
  respond: null,
  notes: [],
};
const ADDRESSING = new Set(['userids', 'broadcast']);

/**
 * Takes a handler's returned value apart: nothing, a text, or an object with the keys of a message, with `userids`,
 * `broadcast` or `channel`, with `respond`, and with further keys for the caller's answer.
 * @throws {Refusal} `handler_failed`
 */
export function readHandlerValue(value: unknown): HandlerAnswer {
  if (value === undefined || value === null || value === '') return NOTHING;
  if (typeof value === 'string') return readObject({ text: value });
  if (typeof value === 'object' && !Array.isArray(value)) return readObject(value);
  throw failed(`it returned ${Array.isArray(value) ? 'a list' : `a ${typeof value}`} instead of a message`);
}

function readObject(value: object): HandlerAnswer {
  const { channel = null, respond: wanted, ...rest } = value as { channel?: unknown; respond?: unknown };
  if (channel !== null && typeof channel !== 'string')
    throw failed("'channel' must be a channel's unique name");
  const entries = Object.entries(rest).map(([key, member]): [string, unknown] =>
    key === 'userids' && Array.isArray(member) ? [key, member.map(receiver).join(',')] : [key, member],
  );
  const ofMessage = entries.filter(([key]) => messageKeys.has(key));
  const extra = Object.fromEntries(entries.filter(([key]) => !messageKeys.has(key)));
  const notes = notesOnKeys(extra);
  const content = ofMessage.filter(([key]) => !ADDRESSING.has(key));
  try {
    const respond = wanted === undefined || wanted === null ? null : readRespond(wanted);
    if (content.length === 0) return { ...NOTHING, extra, respond, notes };
    const message = validateMessage(Object.fromEntries(ofMessage));
    return {
      message: JSON.stringify(Object.fromEntries(content)),
      userIds: message.userids ?? [],
      broadcast: message.broadcast ?? false,
      channel: channel?.replace(/^#/, '') || null,
      extra,
      respond,
      notes,
    };
  } catch (error) {
    if (error instanceof Refusal || error instanceof WrongRespond) throw failed(error.message);
    throw error;
  }
}

/** What was left empty names nobody. */
function receiver(one: unknown): string {
  if (typeof one === 'object' && one !== null) throw failed("'userids' must be ids or e-mail addresses");
  return asText(one) ?? '';
}

function failed(what: string): Refusal {
  return new Refusal(
    'handler_failed',
    "The incoming handler's answer is not a message; the handler's maker finds the cause on the page of the bot or extension, the token's owner in the usage history.",
    {},
    `handler answer: ${what}`,
  );
}
