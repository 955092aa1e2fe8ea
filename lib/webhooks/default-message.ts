import 'server-only';
import { shorten } from '@/lib/messages/shorten';
import { isJson } from './body/json-text';
import type { IncomingBody } from './body/parse-incoming';
import type { CleanCall } from './call-record';
import type { WireMessage } from './message-schema';

const MAX_TEXT = 5_000;
const MAX_ROWS = 50;
const MAX_KEY = 50;
/** As long as a URL may be: one that is cut leads nowhere. */
const MAX_CELL = 2_048;
const TEXT_KEYS = ['text', 'message', 'title'] as const;

/**
 * The message of an incoming call where no handler makes one, as JSON text: the payload's own text, message
 * or title, else a flat payload as a table, else the payload as code. Shortened where it must be; the
 * usage history has the whole body.
 */
export function defaultMessage(call: CleanCall, body: Pick<IncomingBody, 'value' | 'kind'>): string {
  return JSON.stringify(messageFor(call, body));
}

function messageFor(call: CleanCall, { value, kind }: Pick<IncomingBody, 'value' | 'kind'>): WireMessage {
  if (kind === 'none') {
    const params = call.params.filter(([name]) => name !== 'user_ids');
    if (params.length === 0) return { text: `${call.method} call without a body` };
    return messageFor(call, { value: Object.fromEntries(params), kind: 'form' });
  }
  if (kind === 'text') {
    const text = String(value);
    return /^\s*</.test(text) ? code(text) : { text: shorten(text.trim(), MAX_TEXT) };
  }
  const wrapped = kind === 'form' ? payloadOf(value) : undefined;
  if (wrapped !== undefined) return messageFor(call, { value: wrapped, kind: 'json' });
  const own = ownText(value);
  if (own !== null) return { text: shorten(own, MAX_TEXT) };
  return table(value) ?? code(JSON.stringify(value, null, 2));
}

/** Senders of `payload={…}` have their JSON in the one field of a form. */
function payloadOf(form: unknown): unknown {
  const [[name, text] = [], ...others] = Object.entries(form ?? {});
  const isPayload = name === 'payload' && others.length === 0 && typeof text === 'string';
  return isPayload && isJson(text) ? JSON.parse(text) : undefined;
}

function ownText(value: unknown): string | null {
  if (typeof value === 'string' && value.trim()) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const members = new Map(Object.entries(value));
  for (const key of TEXT_KEYS) {
    const member = members.get(key);
    if (typeof member === 'string' && member.trim()) return member;
  }
  return null;
}

function table(value: unknown): WireMessage | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  if (entries.length === 0 || entries.length > MAX_ROWS) return null;
  if (entries.some(([, member]) => typeof member === 'object' && member !== null)) return null;
  const rows = entries.map(([key, member]) => ({
    Field: shorten(key, MAX_KEY),
    Value: shorten(String(member ?? ''), MAX_CELL),
  }));
  // The table's own limit is 10,000 characters; fewer, longer rows are better read as code.
  const size = rows.reduce((sum, row) => sum + row.Field.length + row.Value.length + 10, 0);
  if (size > 9_000) return null;
  return { slides: [{ type: 'table', title: undefined, data: { headers: ['Field', 'Value'], rows } }] };
}

function code(text: string): WireMessage {
  const fence = '```';
  const inner = text.replaceAll(fence, "'''").trim();
  return { text: `${fence}\n${shorten(inner, MAX_TEXT - 10)}\n${fence}` };
}
