/** The members of a handler's `respond`. Browser-safe: the reference lists them. */
export const RESPOND_HEADERS = {
  'Content-Type': 'what the body is: text/plain, application/json, application/xml and their kin; no HTML',
  'Content-Language': 'the language of the body',
  'Retry-After': 'when to send again, beside 429 for example',
  Allow: 'the methods that are taken, beside 405',
  ETag: 'the version of the body',
  'X-Correlation-Id': 'an id of the sender, given back',
  'X-Hook-Secret': 'the handshake of Asana',
  'X-Slack-No-Retry': '1 asks Slack not to deliver again',
  'WebHook-Allowed-Origin': 'the handshake of CloudEvents',
  'WebHook-Allowed-Rate': 'how many deliveries a minute are welcome, with CloudEvents',
} as const;

export const RESPOND_BODY_BYTES = 4_096;
export const RESPOND_HEADER_CHARACTERS = 1_000;
