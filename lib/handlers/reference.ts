import { messageKeyTexts } from '@/lib/openapi/texts/message-keys';

/**
 * `request`: a handler's argument. `message`: keys of its result. `address`: keys about receivers and the caller's
 * answer. `helper`: helpers besides the language.
 */
export type ReferenceKind = 'request' | 'message' | 'address' | 'helper';

/** One name that handlers use; the editor completes it and the reference lists it. */
export type ReferenceEntry = {
  /** As it is written: `body`, `user.email`, `crypto.hmac`; a field of `request` without `request.`. */
  name: string;
  kind: ReferenceKind;
  /** Its type, or its signature: `string`, `(text: string) => string`. */
  signature: string;
  /** One line, with code in backticks. */
  text: string;
};

const request = entries('request', {
  headers: ['Record<string, string>', 'Request headers, names in lower case, without credentials.'],
  params: [
    'Record<string, string | string[]>',
    'Query parameters, without credentials; a name that stands there more than once has a list.',
  ],
  body: ['any', 'Parsed when the call carried JSON or a form, else its text; `null` when there was none.'],
  rawBody: [
    '{ text, base64, bytes }',
    'The body exactly as it came, decompressed: what a signature is checked against.',
  ],
  'rawBody.text': ['string', 'As text, in UTF-8.'],
  'rawBody.base64': ['string', 'As Base64.'],
  'rawBody.bytes': ['Uint8Array', 'As bytes.'],
  http_method: ['string', '`POST`, `GET`, `PUT`, `DELETE` or `HEAD`.'],
  user: ['{ id, email, name }', 'The owner of the webhook token that called.'],
  'user.id': ['string', 'The id of the token’s owner.'],
  'user.email': ['string', 'The e-mail address of the token’s owner.'],
  'user.name': ['string', 'The name of the token’s owner.'],
  environment: ['string | null', '`sandbox` or `marketplace` for an extension, `null` for a bot.'],
});

const address = entries('address', {
  userids: [
    'string[] | string',
    'Only these people, by id or e-mail address: a list, or one text with commas.',
  ],
  broadcast: ['boolean', 'To every subscriber, or everybody who installed the extension.'],
  channel: ['string', 'Posts into this channel instead; the token’s owner must be a member.'],
  respond: [
    '{ status, headers, body }',
    'Answers the caller in place of `200` and JSON: a status of 2xx or 4xx, some headers, and a text or JSON of at most 4 kB.',
  ],
});

const signatures: Record<keyof typeof messageKeyTexts, string> = {
  text: 'string',
  bot: '{ name, image }',
  card: '{ title, theme, thumbnail, icon, preview, sections, options }',
  slides: '{ type, title, data }[]',
  buttons: '{ label, hint, type, action, arguments }[]',
  references: 'Record<string, { type, object }>',
  styles: '{ background, markdown, highlight }',
  reply_to: 'string',
  sync_message: 'boolean',
  mark_as_read: 'boolean',
  userids: 'string',
  broadcast: 'boolean',
  notify_edit: 'boolean',
  message_topic: 'string',
  thread_chat_id: 'string',
  thread_message_id: 'string',
  post_in_parent: 'boolean',
  thread_title: 'string',
};

const addressing = new Set(address.map(({ name }) => name));
const message = Object.entries(messageKeyTexts)
  .filter(([name]) => !addressing.has(name))
  .map(
    ([name, text]): ReferenceEntry => ({
      name,
      kind: 'message',
      signature: signatures[name as keyof typeof signatures],
      text,
    }),
  );

const helper = entries('helper', {
  'console.log': ['(...values) => void', 'Writes a line that a test run shows.'],
  render: [
    '(request) => message | null',
    'The message that Postern itself makes of such a call; `null` for a service that it does not know.',
  ],
  'store.get': ['(key) => any', 'What an earlier call kept under the key, or `undefined`.'],
  'store.set': [
    '(key, value, { ttl }) => void',
    'Keeps any JSON of at most 64 KiB, with `ttl` for so many seconds. Written when the call is accepted.',
  ],
  'store.delete': ['(key) => void', 'Removes a key.'],
  'store.increment': [
    '(key, by = 1, { ttl }) => number',
    'Adds and returns the sum; parallel calls are counted one by one. `ttl` counts from the first.',
  ],
  'crypto.hmac': [
    '(hash, key, data, encoding) => string',
    'Signs with `sha1`, `sha256`, `sha384` or `sha512`, as `hex` (when left out), `base64`, `base64url` or `bytes`.',
  ],
  'crypto.hash': ['(hash, data, encoding) => string', 'The same without a key.'],
  'crypto.timingSafeEqual': [
    '(a, b) => boolean',
    'Compares two texts, or bytes, without telling by its time where they differ.',
  ],
  'crypto.base64.encode': ['(data) => string', 'Base64 of a text or of bytes.'],
  'crypto.base64.decode': ['(text) => Uint8Array', 'The bytes behind a Base64.'],
  'crypto.base64.decodeText': ['(text) => string', 'The text behind a Base64.'],
  'crypto.base64url.encode': ['(data) => string', 'As `crypto.base64`, with the alphabet for URLs.'],
  'crypto.base64url.decode': ['(text) => Uint8Array', 'The bytes behind it.'],
  'crypto.base64url.decodeText': ['(text) => string', 'The text behind it.'],
  'crypto.randomUUID': ['() => string', 'A new id.'],
  'crypto.getRandomValues': ['(array) => array', 'Fills an array of whole numbers, such as a `Uint8Array`.'],
  btoa: ['(text) => string', 'Base64 of characters up to U+00FF, as in browsers.'],
  atob: ['(text) => string', 'The other way.'],
  URL: ['new (href, base) => URL', 'As in browsers; it throws for what is no URL.'],
  URLSearchParams: ['new (init) => URLSearchParams', 'As in browsers.'],
  TextEncoder: ['new () => TextEncoder', '`encode(text)` gives bytes in UTF-8.'],
  TextDecoder: [
    'new (charset) => TextDecoder',
    '`decode(bytes)` gives the text; all charsets that browsers know.',
  ],
  Intl: [
    'object',
    'Dates and numbers in any language and time zone: `DateTimeFormat`, `NumberFormat`, `Collator`, `PluralRules`, `RelativeTimeFormat`, `ListFormat`, `DisplayNames`.',
  ],
});

/** All names for handlers, in the order in which they are explained. Browser-safe. */
export const handlerReference: readonly ReferenceEntry[] = [...request, ...message, ...address, ...helper];

function entries(
  kind: ReferenceKind,
  of: Record<string, [signature: string, text: string]>,
): ReferenceEntry[] {
  return Object.entries(of).map(([name, [signature, text]]) => ({ name, kind, signature, text }));
}
