import { IDEMPOTENCY_HOURS } from '@/lib/webhooks/limits/idempotency-policy';

/** A section of the reference: plain sentences, with code in backticks. Browser-safe. */
export type TextSection = { anchor: string; title: string; paragraphs: readonly string[] };

/** Sections that apply to every endpoint; the document's description and the reference page share them. */
export const generalSections = {
  authentication: {
    anchor: 'authentication',
    title: 'Authentication',
    paragraphs: [
      'Every call carries a webhook token: 70 characters, `1001.` at their beginning. It posts as the person who generated it, and may post wherever that person may. Generate and switch off tokens under Bots & Tools, Webhook Tokens.',
      'It may stand in the query or in a header; a header keeps it out of the logs of proxies on the way.',
      'Without a token that is valid nothing is said about channels, bots or people: whatever is wrong with a token, the answer is the same.',
    ],
  },
  urls: {
    anchor: 'urls',
    title: 'URL forms',
    paragraphs: [
      'The same endpoints exist below each of these bases, and below `/api/v2/company/{org_id}` and `/api/v2/network/{name}`. The organization id must be this installation’s; a network’s name says nothing that the target does not.',
      'Names in a path may be percent-encoded or raw. Nothing is redirected and no slash is added or removed; query parameters that mean nothing here are ignored.',
    ],
  },
  limits: {
    anchor: 'limits',
    title: 'Limits',
    paragraphs: [
      'How many calls a minute a person and a token may make stands in the headers of answers to a known token. They may be missing where a call was refused before its limits were looked at (an unknown URL, two different tokens in one call, 405, 408, 413), where it could not be taken (500, 503), and where its outcome was looked up after the database’s answer was lost. A call over a limit is answered 429 with `Retry-After`, and posts nothing. These are the limits of this installation:',
      'A JSON or form body has at most 1 MiB, also after decompression, and 64 levels of nesting, and must arrive within 10 seconds. An incoming call has at most 50 query parameters of 10,000 characters each.',
      'The limits of a message stand with its keys. Characters are Unicode code points: an emoji of one code point counts once.',
    ],
  },
  retries: {
    anchor: 'retries',
    title: 'Answers and retries',
    paragraphs: [
      'An answer of success is given after the database’s commit: the message is stored, counted and in the token’s usage history.',
      `To be safe when no answer comes, send \`Idempotency-Key\` (or \`webhook-id\`) with a value of your own for each event. For ${IDEMPOTENCY_HOURS} hours the same call with the same key is stored once and answered the same. Other content under the same \`Idempotency-Key\` is refused; under the same \`webhook-id\` it is the same delivery and gets the first answer again.`,
      'Send again after 408, 429 and 503. Other refusals stay what they are until the call is changed.',
    ],
  },
} satisfies Record<string, TextSection>;

export const messageSection: TextSection = {
  anchor: 'message',
  title: 'The message',
  paragraphs: [
    'At least one of `text`, `card` and `slides`. Other keys than these are refused. In optional places an empty text, `null` and an object of nothing else mean that the key is absent, and `true` and `false` may be texts in any case.',
    'What is stored is what was sent, to the byte: key order, spaces, numbers of any length. What was not quite JSON (a comma too many, raw line breaks) or not UTF-8 is stored repaired, and the usage history says so. Links are never fetched by the server; pictures only when somebody looks at the message.',
  ],
};
