import 'server-only';
import { asArray, asRecord } from '@/lib/messages/loose';
import type { Call } from '../call';
import { Refusal } from '../envelope';
import { messageKeys } from '../message-schema';
import { isJsonType, readContentType } from './content-type';
import { decodeText } from './decode-text';
import { type FormFields, readMultipart } from './form';
import { parseMessageJson, type ReadJson } from './json-text';

/** A body that is meant to be a message. */
export type MessageBody = {
  value: unknown;
  /** The JSON text as it was sent; made by us for forms, which have none, and where it had to be repaired. */
  json: string;
  /** What was put right, for the owner's history. */
  repairs: readonly string[];
};

/**
 * Reads the body of a `message` call, decompressed: JSON under any content type or none, a form with `text=…` or
 * `payload={…}`, multipart. `takesCardButtons`: buttons may stand inside the card.
 * @throws {Refusal} `invalid_inputs`, or `unsupported_media_type` for what cannot be read at all.
 */
export async function parseMessageBody(
  bytes: Uint8Array,
  headers: Call['headers'],
  { takesCardButtons = false } = {},
): Promise<MessageBody> {
  const body = await readBody(bytes, headers);
  return takesCardButtons ? withButtonsBesideCard(body) : body;
}

/** Version 3 of the wire has a message's buttons inside its card. */
function withButtonsBesideCard(body: MessageBody): MessageBody {
  const message = asRecord(body.value);
  const { buttons, ...card } = asRecord(message?.card) ?? {};
  if (!message || !Array.isArray(buttons)) return body;
  const value = { ...message, card, buttons: [...asArray(message.buttons), ...buttons] };
  return { ...body, value, json: JSON.stringify(value) };
}

async function readBody(bytes: Uint8Array, headers: Call['headers']): Promise<MessageBody> {
  const { mediaType } = readContentType(headers);
  if (mediaType === 'multipart/form-data') return fromFields((await readMultipart(bytes, headers)).fields);
  const decoded = decodeText(bytes, headers);
  const text = decoded.text.trim();
  if (text === '') {
    throw new Refusal('invalid_inputs', 'The request has no body; send a message such as {"text":"Hello"}.', {
      field: 'body',
    });
  }
  const read = looksLikeJson(text) ? fromJson(parseMessageJson(text)) : fromText(text, mediaType);
  return decoded.repair ? { ...read, repairs: [decoded.repair, ...read.repairs] } : read;
}

const looksLikeJson = (text: string) => text.startsWith('{') || text.startsWith('[');

function fromJson({ value, text, repair }: ReadJson): MessageBody {
  return { value, json: text, repairs: repair ? [repair] : [] };
}

function fromText(text: string, mediaType: string): MessageBody {
  if (mediaType === 'application/x-www-form-urlencoded') return fromForm(text);
  if (isJsonType(mediaType)) return fromJson(parseMessageJson(text));
  if (mediaType === '' || mediaType.startsWith('text/')) throw plainText();
  throw new Refusal(
    'unsupported_media_type',
    `A message cannot be read from ${mediaType.slice(0, 100)}; send JSON.`,
    { field: 'content-type' },
  );
}

/** `curl -d @report.txt` sends a file as if it were a form: its text becomes the name of a field. */
const FIELD_NAME = /^[\w.[\]-]{1,100}$/;

function fromForm(text: string): MessageBody {
  const fields: FormFields = [...new URLSearchParams(text)];
  const isForm = fields.every(([name]) => FIELD_NAME.test(name)) && text.includes('=');
  if (!isForm && !fields.some(([name]) => messageKeys.has(name))) throw plainText();
  return fromFields(fields);
}

const JSON_FIELDS = new Set(['bot', 'card', 'slides', 'buttons', 'references', 'styles']);

function fromFields(fields: FormFields): MessageBody {
  const [only, ...others] = fields;
  if (only?.[0] === 'payload' && others.length === 0) return fromJson(parseMessageJson(only[1].trim()));
  const entries = new Map<string, unknown>();
  const repairs: string[] = [];
  for (const [name, text] of fields) {
    if (entries.has(name)) {
      throw new Refusal('invalid_inputs', `The field '${name.slice(0, 100)}' stands twice in the form.`, {
        field: name.slice(0, 100),
      });
    }
    if (JSON_FIELDS.has(name) && looksLikeJson(text.trim())) {
      const { value, repair } = parseMessageJson(text);
      if (repair) repairs.push(repair);
      entries.set(name, value);
    } else entries.set(name, text);
  }
  const value = Object.fromEntries(entries);
  return { value, json: JSON.stringify(value), repairs };
}

function plainText(): Refusal {
  return new Refusal(
    'invalid_inputs',
    "The body is plain text, not a message. From a shell: curl --data-urlencode 'text@FILE' URL, or … | curl --data-urlencode text@- URL, or as a file: curl -F files=@FILE to the URL that ends in /files.",
    { field: 'body' },
  );
}
