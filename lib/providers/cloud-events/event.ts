import 'server-only';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { readJsonWithin } from '@/lib/webhooks/body/json-text';
import { readLine } from '../markup/foreign-text';
import type { ServiceCall } from '../provider';

const MAX_ENCODED = 300_000;

/** Whether the value is an event in JSON, with everything that an event must have. */
function isEvent(value: unknown): value is UncheckedObject {
  const event = asRecord(value);
  return (
    event !== undefined &&
    /^[01]\.\d/.test(readLine(event.specversion, 20) ?? '') &&
    typeof event.type === 'string' &&
    typeof event.source === 'string'
  );
}

/** The event of a call in either mode: the body is the event, or headers hold its attributes. */
export function eventOf({ headers, payload }: ServiceCall): UncheckedObject | null {
  return isEvent(payload) ? payload : binaryEvent(headers, payload);
}

/** An event whose attributes are headers and whose data is the body, in the form of one in JSON. */
export function binaryEvent(headers: ServiceCall['headers'], data: unknown): UncheckedObject | null {
  if (headers['ce-specversion'] === undefined || headers['ce-type'] === undefined) return null;
  const attributes = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('ce-') ? [[name.slice(3), unescaped(value)] as const] : [],
  );
  const event = { ...Object.fromEntries(attributes), datacontenttype: headers['content-type'], data };
  return isEvent(event) ? event : null;
}

/** Undoes the quotes of older senders, then percent-encoded UTF-8; a malformed text stays as it is. */
function unescaped(value: string): string {
  const plain = /^".*"$/.test(value) ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** The event's data, parsed even when its JSON was sent as a text or in Base64. */
export function dataOf(event: UncheckedObject): unknown {
  const text = typeof event.data_base64 === 'string' ? decoded(event.data_base64) : event.data;
  if (typeof text !== 'string' || !/^\s*[{[]/.test(text)) return text;
  const read = readJsonWithin(text);
  return read ? read.value : text;
}

/** Null for bytes that are not text. */
function decoded(base64: string): string | null {
  if (base64.length > MAX_ENCODED) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    return null;
  }
}
