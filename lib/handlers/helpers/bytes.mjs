/**
 * The host's half of `crypto`, `btoa`, `atob`, `TextEncoder`, `TextDecoder` and `request.rawBody` (see
 * bytes-prelude.mjs). Texts travel as JSON, bytes as they are.
 */
import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { MAX_BYTES, TOO_MUCH } from './bytes-limit.mjs';

const HASHES = ['sha1', 'sha256', 'sha384', 'sha512'];
const ENCODINGS = ['hex', 'base64', 'base64url'];
/** U+0080 to U+009F; those without a character in Windows-1252 stay. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const MAX_RANDOM_BYTES = 65_536;

class InvalidCharacterError extends Error {
  name = 'InvalidCharacterError';
}

/** Each takes the question's values, bytes as Buffers, and returns a value for JSON or bytes. */
const METHODS = {
  hmac: (algorithm, key, data, encoding) =>
    digest(createHmac(hashNamed('crypto.hmac', algorithm), key), data, encoding),
  hash: (algorithm, data, encoding) =>
    digest(createHash(hashNamed('crypto.hash', algorithm)), data, encoding),
  timingSafeEqual: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  randomUUID: () => randomUUID(),
  randomBytes(size) {
    if (size > MAX_RANDOM_BYTES) throw new RangeError('crypto.getRandomValues fills at most 65,536 bytes');
    return randomBytes(size);
  },
  encode: (data, encoding) => data.toString(encoding),
  decode: (text, encoding) => decoded(text, encoding),
  utf8: (data) => data.toString('utf8'),
  btoa(text) {
    if (/[^\0-\xff]/.test(text)) {
      throw new InvalidCharacterError(
        'btoa takes characters up to U+00FF; use crypto.base64.encode for any text',
      );
    }
    return Buffer.from(text, 'latin1').toString('base64');
  },
  atob: (text) => decoded(text, 'base64', InvalidCharacterError).toString('latin1'),
  textBytes: (data) => data,
  encodeInto: (text, room) =>
    new TextEncoder().encodeInto(text, new Uint8Array(Math.min(room, text.length * 3))),
  decoderNamed: (label, options) => new TextDecoder(label, options).encoding,
  decodeText: (label, options, data) =>
    label === 'windows-1252' ? windows1252(data) : new TextDecoder(label, options).decode(data),
};

/**
 * @param {string} question JSON of [method, values]; a value `{ bytes: n }` stands for the nth buffer, `{ text }` for the bytes of a text
 * @param {Uint8Array[]} buffers
 * @returns {string | Uint8Array} JSON of {value} or {error, message}, or bytes
 */
export function askBytes(question, buffers) {
  try {
    const [method, values] = JSON.parse(question);
    if (buffers.some(({ length }) => length > MAX_BYTES) || question.length > MAX_BYTES) {
      throw new RangeError(TOO_MUCH);
    }
    const answer = METHODS[method](...values.map((value) => read(value, buffers)));
    return answer instanceof Uint8Array ? answer : JSON.stringify({ value: answer });
  } catch (error) {
    return JSON.stringify({ error: error.name, message: error.message });
  }
}

function read(value, buffers) {
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.bytes === 'number') return Buffer.from(buffers[value.bytes]);
  return typeof value.text === 'string' ? Buffer.from(value.text, 'utf8') : value;
}

function hashNamed(method, algorithm) {
  const name = String(algorithm).toLowerCase().replace('-', '');
  if (HASHES.includes(name)) return name;
  throw new TypeError(`${method} knows ${HASHES.join(', ')}, not '${String(algorithm).slice(0, 50)}'`);
}

/** Node 20 decodes this charset as Latin-1. */
function windows1252(data) {
  return data.toString('latin1').replace(/[\x80-\x9f]/g, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80]);
}

function digest(hash, data, encoding) {
  const bytes = hash.update(data).digest();
  if (encoding === 'bytes') return bytes;
  if (ENCODINGS.includes(encoding)) return bytes.toString(encoding);
  throw new TypeError(
    `The encoding is ${ENCODINGS.join(', ')} or bytes, not '${String(encoding).slice(0, 50)}'`,
  );
}

/** Decodes like the standard's forgiving Base64: white space and missing padding are accepted, nothing else is. */
function decoded(text, encoding, Unfit = TypeError) {
  const compact = text.replace(/[\t\n\f\r ]+/g, '');
  const bare = compact.length % 4 === 0 ? compact.replace(/={1,2}$/, '') : compact;
  const alphabet = encoding === 'base64url' ? /^[A-Za-z0-9_-]*$/ : /^[A-Za-z0-9+/]*$/;
  if (!alphabet.test(bare) || bare.length % 4 === 1) {
    throw new Unfit(`The text is no ${encoding === 'base64url' ? 'Base64url' : 'Base64'}`);
  }
  return Buffer.from(bare, encoding);
}
