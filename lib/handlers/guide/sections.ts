import { handlerReference, type ReferenceEntry, type ReferenceKind } from '../reference';
import { RESPOND_HEADERS } from '../respond/respond-policy';

/** A part of the reference. Browser-safe. */
export type HandlerSection = {
  id: string;
  title: string;
  /** Plain text with code in backticks. */
  text: string;
  entries: readonly ReferenceEntry[];
};

const of = (kind: ReferenceKind) => handlerReference.filter((entry) => entry.kind === kind);
const headers = Object.entries(RESPOND_HEADERS).map(
  ([name, text]): ReferenceEntry => ({ name, kind: 'address', signature: 'string', text: sentence(text) }),
);

export const handlerSections: readonly HandlerSection[] = [
  {
    id: 'request',
    title: 'What a handler is called with',
    text: 'The members of `request`. Webhook tokens, app keys, cookies and `Authorization` were removed before.',
    entries: of('request'),
  },
  {
    id: 'message',
    title: 'The message it returns',
    text: 'An object with any of these keys, or only a text. A handler that returns nothing posts nothing.',
    entries: of('message'),
  },
  {
    id: 'address',
    title: 'To whom, and what is answered',
    text: 'Beside the keys of the message. Without them it goes to every subscriber. Any other key goes back to the caller as it is.',
    entries: of('address'),
  },
  {
    id: 'respond-headers',
    title: 'Headers of an answer',
    text: 'These ten and no others, in any case. The body of an answer is at most 4,096 bytes in UTF-8; a `respond` that is wrong fails the handler, and the error names the field.',
    entries: headers,
  },
  {
    id: 'helpers',
    title: 'Helpers',
    text: 'What is there besides JavaScript itself (ECMAScript 2023). There is no `fetch`, no timer and no module. A helper is there where its name stands in the code.',
    entries: of('helper'),
  },
];

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
