import 'server-only';
import { isJson } from '@/lib/is-json';
import { parseWithExactNumbers } from '@/lib/messages/parts/exact-numbers';
import { asArray, asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { Call } from '../call/call';
import { decodeText } from '../call/decode-text';
import { Refusal } from '../call/refusal';
import { shownName } from '../call/shown-name';
import type { FormFields } from '../call/url-fields';
import { messageKeys } from '../message/schema';
import { isJsonType, readContentType } from './content-type';
import { besideFiles } from './file-texts';
import { readMultipart, startsAsJson } from './form';
import { parseMessageJson, type ReadJson } from './json-text';
import { WINDOWS_QUOTES } from './repair-json';
import { escapedJson, readUrlEncoded } from './url-encoded';

/** A body that shall be a message. */
export type MessageBody = {
  value: unknown;
  /** The JSON text as it was sent; written by us for forms and where it was repaired. */
  json: string;
  /** What was repaired, for the owner's history. */
  repairs: readonly string[];
  /** It is a form with files, which are part of the message. */
  hasFiles: boolean;
};

/**
 * Reads the decompressed body of a `message` call: JSON under any content type, a form with `text=…` or
 * `payload={…}`, or multipart. With `takesCardButtons`, buttons may stand inside the card.
 * @throws {Refusal} `invalid_inputs`, or `unsupported_media_type` for a body that cannot be read at all.
 */
export async function parseMessageBody(
  bytes: Uint8Array,
  headers: Call['headers'],
  { takesCardButtons = false } = {},
): Promise<MessageBody> {
  const body = await readBody(bytes, headers);
  return takesCardButtons ? withButtonsBesideCard(body) : body;
}

/** Version 3 of the wire puts a message's buttons inside its card. */
function withButtonsBesideCard(body: MessageBody): MessageBody {
  const buttons = asRecord(asRecord(body.value)?.card)?.buttons;
  if (!Array.isArray(buttons) && buttons !== '' && buttons !== null) return body;
  // The text keeps numbers as they were written.
  const json = JSON.stringify(besideCard(parseWithExactNumbers(body.json)));
  return { ...body, value: besideCard(body.value), json };
}

function besideCard(value: unknown): UncheckedObject {
  const message = asRecord(value);
  const { buttons, ...card } = asRecord(message?.card) ?? {};
  return { ...message, card, buttons: [...asArray(message?.buttons), ...asArray(buttons)] };
}

async function readBody(bytes: Uint8Array, headers: Call['headers']): Promise<MessageBody> {
  const { mediaType, charset } = readContentType(headers);
  if (mediaType === 'multipart/form-data' && !startsAsJson(bytes)) return fromMultipart(bytes, headers);
  const decoded = decodeText(bytes, charset);
  const text = decoded.text.trim();
  if (text === '') {
    throw new Refusal('invalid_inputs', 'The request has no body; send a message such as {"text":"Hello"}.', {
      field: 'body',
    });
  }
  const isMeantAsJson = isJsonType(mediaType) ? looksLikeJson(text) : isMoreThanBrackets(text);
  const read = isMeantAsJson ? fromJson(parseMessageJson(text)) : fromText(text, mediaType, charset);
  return repaired(read, decoded.repair);
}

async function fromMultipart(bytes: Uint8Array, headers: Call['headers']): Promise<MessageBody> {
  const { fields, files, repair } = await readMultipart(bytes, headers);
  const hasFiles = files.length > 0;
  const read = fromFields(hasFiles ? besideFiles(fields, files.length) : fields);
  return { ...repaired(read, repair), hasFiles };
}

const repaired = (read: MessageBody, repair: string | null): MessageBody =>
  repair === null ? read : { ...read, repairs: [repair, ...read.repairs] };

const looksLikeJson = (text: string) => text.startsWith('{') || text.startsWith('[');

/** Without a JSON content type, "[2026-01-01] done" is a line of a log. */
function isMoreThanBrackets(text: string): boolean {
  return (
    /^\{\s*(?:["'“”„,\\}]|[\w$.-]+\s*:)|^\[\s*[[{"'\]]/.test(text) || (looksLikeJson(text) && isJson(text))
  );
}

function fromJson({ value, text, repair }: ReadJson): MessageBody {
  return { value, json: text, repairs: repair ? [repair] : [], hasFiles: false };
}

function fromText(text: string, mediaType: string, charset: string | null): MessageBody {
  if (mediaType === 'application/x-www-form-urlencoded') return fromForm(text, charset);
  if (isMessageKey(/^(\w{1,30})=/.exec(text)?.[1])) throw isForm();
  if (isJsonType(mediaType)) return fromJson(parseMessageJson(text));
  if (mediaType === '' || mediaType.startsWith('text/')) throw plainText(text);
  throw new Refusal(
    'unsupported_media_type',
    `A message cannot be read from ${mediaType.slice(0, 100)}; send JSON, or a file: curl -F files=@FILE to the URL that ends in /files.`,
    { field: 'content-type' },
  );
}

const isMessageKey = (name = '') => name === 'payload' || messageKeys.has(name);
/** Field names that an error may quote; the "name" in a plain text may be a secret. */
const TELLABLE_NAME = /^[a-z_]{1,30}(?:[.[][a-z_]{1,30}\]?)?$/i;

function fromForm(text: string, charset: string | null): MessageBody {
  const escaped = escapedJson(text);
  if (escaped !== null) return fromJson(parseMessageJson(escaped));
  const form = readUrlEncoded(text, charset);
  if (!form) throw plainText(text);
  const unknown = form.fields.map(([name]) => name).filter((name) => !isMessageKey(name));
  const isRaw = /\s/.test(text) && unknown.length === form.fields.length;
  if (isRaw || unknown.some((name) => !TELLABLE_NAME.test(name))) throw plainText(text);
  return repaired(fromFields(form.fields), form.repair);
}

const JSON_FIELDS = new Set(['bot', 'card', 'slides', 'buttons', 'references', 'styles']);

function fromFields(fields: FormFields): MessageBody {
  const [only, ...others] = fields;
  if (only?.[0] === 'payload' && others.length === 0) return fromJson(parseMessageJson(only[1].trim()));
  const entries = new Map<string, { value: unknown; json: string }>();
  const repairs: string[] = [];
  for (const [name, text] of fields) {
    if (entries.has(name)) {
      throw new Refusal(
        'invalid_inputs',
        `The field '${shownName(name)}' stands twice in the form; send it once.`,
        {
          field: shownName(name),
        },
      );
    }
    if (JSON_FIELDS.has(name) && looksLikeJson(text.trim())) {
      const { value, text: json, repair } = parseMessageJson(text);
      if (repair) repairs.push(repair);
      entries.set(name, { value, json });
    } else entries.set(name, { value: text, json: JSON.stringify(text) });
  }
  const members = [...entries].map(([name, { json }]) => `${JSON.stringify(name)}:${json}`);
  const value = Object.fromEntries([...entries].map(([name, { value }]) => [name, value]));
  return { value, json: `{${members.join(',')}}`, repairs, hasFiles: false };
}

function plainText(text: string): Refusal {
  return new Refusal('invalid_inputs', /^'\s*[{[]/.test(text) ? SINGLE_QUOTES : PLAIN_TEXT, {
    field: 'body',
  });
}

const PLAIN_TEXT =
  "The body is plain text, not a message. Send it as a field: curl --data-urlencode text@FILE (text@- from a pipe) or -F 'text=<-'; a long log as a file: curl -F files=@FILE to the URL that ends in /files.";
const SINGLE_QUOTES = `The body begins with a single quote. ${WINDOWS_QUOTES}`;

function isForm(): Refusal {
  return new Refusal(
    'invalid_inputs',
    'The body is a form under another name; send it as Content-Type: application/x-www-form-urlencoded (curl --data-urlencode does), or send JSON.',
    { field: 'content-type' },
  );
}
