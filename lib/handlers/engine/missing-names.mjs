/** Names that people expect, and what a handler has instead. */
const HINTS = {
  fetch: 'A handler has no network',
  XMLHttpRequest: 'A handler has no network',
  WebSocket: 'A handler has no network',
  require: 'A handler has no modules; docs/handlers lists what is there',
  process: 'A handler has no environment: write values into the code, or keep them in store',
  Buffer: 'Use crypto.base64, crypto.hmac, TextEncoder and TextDecoder',
  setTimeout: 'A handler has no timers',
  setInterval: 'A handler has no timers',
  queueMicrotask: 'Use Promise.resolve().then',
  structuredClone: 'Use JSON.parse(JSON.stringify(value))',
  performance: 'The clock of a handler stands still: use Date',
};

/** @param {string} message of an error @returns {string} the end of a sentence, or nothing */
export function hintOn(message) {
  const name = /'(\w+)' is not defined$/.exec(message)?.[1];
  return name !== undefined && Object.hasOwn(HINTS, name) ? `. ${HINTS[name]}.` : '';
}
