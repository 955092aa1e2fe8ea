import { messageKeyTexts } from '@/lib/openapi/message-key-texts';

/**
 * `request`: what a handler is called with. `message`: keys of what it returns. `address`: keys that say to whom.
 * `helper`: what is there besides the language itself.
 */
type ReferenceKind = 'request' | 'message' | 'address' | 'helper';

/** One name that handlers use. The editor completes it and the reference lists it. */
export type ReferenceEntry = {
  /** As it is written: `body`, `user.email`, `crypto.hmac`. A field of `request` without `request.`. */
  name: string;
  kind: ReferenceKind;
  /** Its type, or how it is called: `string`, `(text: string) => string`. */
  signature: string;
  /** One line, in backticks what is code. */
  text: string;
};

const request = entries('request', {
  headers: ['Record<string, string>', 'Request headers, names in lower case, without credentials.'],
  params: ['Record<string, string>', 'Query parameters, without credentials.'],
  body: ['any', 'Parsed when the call carried JSON or a form, else its text; `null` when there was none.'],
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
});

/** Every name there is for handlers, in the order in which they are explained. Browser-safe. */
export const handlerReference: readonly ReferenceEntry[] = [...request, ...message, ...address, ...helper];

function entries(
  kind: ReferenceKind,
  of: Record<string, [signature: string, text: string]>,
): ReferenceEntry[] {
  return Object.entries(of).map(([name, [signature, text]]) => ({ name, kind, signature, text }));
}
