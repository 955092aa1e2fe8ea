import 'server-only';
import type { Call } from './call';
import { Refusal } from './envelope';
import { parseJson } from './json-text';

/** A body that is meant to be a message. */
export type MessageBody = {
  value: unknown;
  /** The JSON text as it was sent; made by us for forms, which have none. */
  json: string;
};

/** A body that may be anything: `value` is parsed when it is JSON or a form, else the text itself. */
export type IncomingBody = { value: unknown; kind: 'json' | 'form' | 'text' | 'none' };

type Body = { bytes: Uint8Array; headers: Call['headers'] };

/**
 * Reads the body of a `message` call: JSON under any content type or none, a form with `text=…`, multipart.
 * @throws {Refusal} `invalid_inputs`, or `unsupported_media_type` for what cannot be read at all.
 */
export async function parseMessageBody(body: Body): Promise<MessageBody> {
  const { mediaType } = contentType(body.headers);
  if (mediaType === 'multipart/form-data') return fromFields(await readMultipart(body));
  const json = decode(body).trim();
  if (json === '') {
    throw new Refusal('invalid_inputs', 'The request has no body; send a message such as {"text":"Hello"}.', {
      field: 'body',
    });
  }
  const looksLikeJson = json.startsWith('{') || json.startsWith('[');
  if (mediaType === 'application/x-www-form-urlencoded' && !looksLikeJson) {
    return fromFields([...new URLSearchParams(json)]);
  }
  if (!looksLikeJson && !(mediaType === '' || mediaType.startsWith('text/') || isJson(mediaType))) {
    throw new Refusal(
      'unsupported_media_type',
      `A message cannot be read from ${mediaType.slice(0, 100)}; send JSON.`,
    );
  }
  return { value: parseJson(json), json };
}

/**
 * Reads the body of an `incoming` call. What says or looks like JSON must be valid JSON; all other text is
 * handed on as it is.
 * @throws {Refusal} `invalid_inputs`, or `unsupported_media_type` for an unknown charset or a compressed body.
 */
export async function parseIncomingBody(body: Body): Promise<IncomingBody> {
  const { mediaType } = contentType(body.headers);
  if (mediaType === 'multipart/form-data') {
    return { value: grouped(await readMultipart(body)), kind: 'form' };
  }
  const text = decode(body);
  const trimmed = text.trim();
  if (trimmed === '') return { value: null, kind: 'none' };
  if (isJson(mediaType)) return { value: parseJson(trimmed), kind: 'json' };
  if (/^[{[]/.test(trimmed)) {
    const value = parsedOrNothing(trimmed, mediaType);
    if (value !== undefined) return { value, kind: 'json' };
  }
  if (mediaType === 'application/x-www-form-urlencoded') {
    return { value: grouped([...new URLSearchParams(trimmed)]), kind: 'form' };
  }
  return { value: text, kind: 'text' };
}

/** Text that only looks like JSON ("[2026-01-01] started") stays text; broken limits are still refused. */
function parsedOrNothing(text: string, mediaType: string): unknown {
  try {
    JSON.parse(text);
  } catch {
    if (mediaType !== 'application/x-www-form-urlencoded') return undefined;
  }
  return parseJson(text);
}

const JSON_FIELDS = new Set(['bot', 'card', 'slides', 'buttons', 'references', 'styles']);

function fromFields(fields: [string, string][]): MessageBody {
  const entries = new Map<string, unknown>();
  for (const [name, text] of fields) {
    if (entries.has(name)) {
      throw new Refusal('invalid_inputs', `The field '${name.slice(0, 100)}' stands twice in the form.`, {
        field: name.slice(0, 100),
      });
    }
    entries.set(name, JSON_FIELDS.has(name) && /^\s*[{[]/.test(text) ? parseJson(text) : text);
  }
  const value = Object.fromEntries(entries);
  return { value, json: JSON.stringify(value) };
}

/** A name given more than once becomes a list of its values. */
function grouped(fields: [string, string][]): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>();
  for (const [name, text] of fields) {
    const before = values.get(name);
    values.set(name, before === undefined ? text : [before, text].flat());
  }
  return Object.fromEntries(values);
}

async function readMultipart({ bytes, headers }: Body): Promise<[string, string][]> {
  const form = await new Response(Buffer.from(bytes), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  })
    .formData()
    .catch(() => {
      throw new Refusal('invalid_inputs', 'The multipart body is not well-formed.', { field: 'body' });
    });
  return [...form].map(([name, part]) => {
    if (typeof part === 'string') return [name, part];
    throw new Refusal('invalid_inputs', `The field '${name.slice(0, 100)}' is a file; this URL takes none.`, {
      field: name.slice(0, 100),
    });
  });
}

function contentType(headers: Call['headers']) {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';');
  const charset = parameters
    .map((parameter) => parameter.trim().toLowerCase())
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  return { mediaType: type.trim().toLowerCase(), charset: charset || 'utf-8' };
}

function isJson(mediaType: string): boolean {
  return mediaType === 'application/json' || mediaType.endsWith('+json');
}

/** The text of a body, without a byte order mark. */
function decode({ bytes, headers }: Body): string {
  const encoding = headers['content-encoding']?.trim().toLowerCase();
  if (encoding && encoding !== 'identity') {
    throw new Refusal('unsupported_media_type', 'Send the body without compression (no Content-Encoding).');
  }
  const { charset } = contentType(headers);
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { fatal: true });
  } catch {
    throw new Refusal('unsupported_media_type', 'The charset of the body is not known; send UTF-8.');
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Refusal('invalid_inputs', `The body is not valid ${decoder.encoding.toUpperCase()} text.`, {
      field: 'body',
    });
  }
}
