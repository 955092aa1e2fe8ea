import 'server-only';
import { RESPOND_BODY_BYTES, RESPOND_HEADER_CHARACTERS, RESPOND_HEADERS } from './respond-policy';

/** A handler's answer that replaces 200 and JSON. */
export type Respond = {
  status: number;
  /** By the names of the list, whatever their case was. */
  headers: Record<string, string>;
  /** Null for the usual JSON answer, or for a status without a body. */
  body: string | null;
};

/** Names the wrong field, and its allowed values. */
export class WrongRespond extends Error {}

const PLAIN = 'text/plain;charset=UTF-8';
const JSON_TEXT = 'application/json;charset=UTF-8';
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.keys(RESPOND_HEADERS).map((name) => [name.toLowerCase(), name]),
);
const KEYS = new Set(['status', 'headers', 'body']);
/** Types that a browser does not run as a page of this server. */
const TYPES =
  /^(?:text\/(?:plain|xml|csv)|application\/(?:(?:[\w.-]+\+)?(?:json|xml)|x-www-form-urlencoded))$/;
const UNFIT_XML = /^application\/(?:xhtml|mathml|svg)\b/;

/** @throws {WrongRespond} */
export function readRespond(value: unknown): Respond {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongRespond("'respond' must be an object of status, headers and body");
  }
  const unknown = Object.keys(value).find((key) => !KEYS.has(key));
  if (unknown !== undefined) {
    throw new WrongRespond(`'respond.${unknown.slice(0, 100)}' is not known; use status, headers and body`);
  }
  const given = value as { status?: unknown; headers?: unknown; body?: unknown };
  const status = readStatus(given.status ?? 200);
  const headers = readHeaders(given.headers ?? {});
  const body = readBody(given.body ?? null);
  if (body !== null && hasNoBody(status) && body !== '') {
    throw new WrongRespond(`'respond.body' must be left out: an answer with status ${status} has none`);
  }
  const type = typeof given.body === 'string' ? PLAIN : JSON_TEXT;
  return { status, headers: body === null ? headers : { 'Content-Type': type, ...headers }, body };
}

export function hasNoBody(status: number): boolean {
  return status === 204 || status === 205;
}

function readStatus(status: unknown): number {
  const fits = Number.isInteger(status) && [2, 4].includes(Math.floor((status as number) / 100));
  if (!fits)
    throw new WrongRespond("'respond.status' must be a whole number from 200 to 299 or from 400 to 499");
  return status as number;
}

function readHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw new WrongRespond("'respond.headers' must be an object of names and texts");
  }
  const read: Record<string, string> = {};
  for (const [given, value] of Object.entries(headers)) {
    const name = NAMES.get(given.toLowerCase());
    const field = `'respond.headers.${given.slice(0, 100)}'`;
    if (name === undefined) {
      throw new WrongRespond(
        `${field} is not among the headers that may be set: ${[...NAMES.values()].join(', ')}`,
      );
    }
    if (Object.hasOwn(read, name)) throw new WrongRespond(`${field} is there twice`);
    read[name] = readHeader(field, value);
  }
  const type = read['Content-Type'];
  if (type !== undefined) requireHarmless(type);
  return read;
}

function readHeader(field: string, value: unknown): string {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text !== 'string' || !/^[\x20-\x7e]*$/.test(text)) {
    throw new WrongRespond(`${field} must be a text of one line, in ASCII`);
  }
  if (text.length > RESPOND_HEADER_CHARACTERS) {
    throw new WrongRespond(`${field} is longer than ${RESPOND_HEADER_CHARACTERS} characters`);
  }
  return text.trim();
}

function requireHarmless(type: string) {
  const [media = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  // Browsers take the last one of a list.
  if (!TYPES.test(media) || UNFIT_XML.test(media) || type.includes(',')) {
    throw new WrongRespond(
      "'respond.headers.Content-Type' must be text/plain, text/csv, a form, or a type of JSON or XML; a page cannot be answered",
    );
  }
  if (parameters.some((parameter) => /^charset=/.test(parameter) && !/^charset="?utf-8"?$/.test(parameter))) {
    throw new WrongRespond(
      "'respond.headers.Content-Type' must say charset=UTF-8 or none: the body is UTF-8",
    );
  }
}

function readBody(body: unknown): string | null {
  if (body === null) return null;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  if (Buffer.byteLength(text) > RESPOND_BODY_BYTES) {
    throw new WrongRespond(`'respond.body' is longer than ${RESPOND_BODY_BYTES.toLocaleString('en')} bytes`);
  }
  return text;
}
