import { askBytes } from './bytes.mjs';
import { BYTES_PRELUDE } from './bytes-prelude.mjs';
import { askLocale } from './locale.mjs';
import { LOCALE_PRELUDE } from './locale-prelude.mjs';
import { SERVER_PRELUDE } from './server-prelude.mjs';
import { askUrl } from './url.mjs';
import { URL_PRELUDE } from './url-prelude.mjs';

/**
 * Helpers besides the language, given only to code in which one of their names stands: making the objects takes as
 * long as the rest of a small handler.
 */
const LOCALES = /Intl|ocale/;
const BYTES = /crypto|btoa|atob|TextEncoder|TextDecoder|rawBody/;
const URLS = /URL/;
const SERVER = /store|render/;

/**
 * @param context the QuickJS context, its prelude done
 * @param {string} source the author's code
 * @param {{ rawBody: Uint8Array | null, askServer: (question: string) => string }} from
 * @returns a handle of the function that completes the request, or of undefined
 */
export function giveHelpers(context, source, { rawBody, askServer }) {
  if (LOCALES.test(source)) install(context, LOCALE_PRELUDE, textual(context, askLocale)).dispose();
  if (URLS.test(source)) install(context, URL_PRELUDE, textual(context, askUrl)).dispose();
  if (SERVER.test(source)) install(context, SERVER_PRELUDE, textual(context, askServer)).dispose();
  if (!BYTES.test(source)) return context.undefined;
  const wrap = install(context, BYTES_PRELUDE, (question, ...buffers) =>
    bytesFor(context, question, buffers),
  );
  const raw = rawBody && source.includes('rawBody') ? wrapped(context, wrap, rawBody) : context.undefined;
  wrap.dispose();
  return raw;
}

function wrapped(context, wrap, rawBody) {
  const buffer = context.newArrayBuffer(exactly(rawBody));
  const raw = context.unwrapResult(context.callFunction(wrap, context.undefined, buffer));
  buffer.dispose();
  return raw;
}

const textual = (context, answer) => (question) => context.newString(answer(context.getString(question)));

function bytesFor(context, question, handles) {
  // Copies, since the engine's next step may move its memory.
  const buffers = handles.map((handle) => {
    const lifetime = context.getArrayBuffer(handle);
    const copy = Uint8Array.from(lifetime.value);
    lifetime.dispose();
    return copy;
  });
  const answer = askBytes(context.getString(question), buffers);
  return typeof answer === 'string' ? context.newString(answer) : context.newArrayBuffer(exactly(answer));
}

const exactly = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);

function install(context, prelude, answer) {
  const given = context.unwrapResult(context.evalCode(prelude, 'sandbox'));
  const ask = context.newFunction('ask', answer);
  const made = context.unwrapResult(context.callFunction(given, context.undefined, ask));
  given.dispose();
  ask.dispose();
  return made;
}
