import { MAX_BYTES, TOO_MUCH } from './bytes-limit.mjs';

/**
 * Runs inside QuickJS: `crypto`, `btoa`, `atob`, `TextEncoder`, `TextDecoder`. `ask` takes a question as JSON and
 * buffers, and returns JSON or a buffer (see bytes.mjs). Returns a function that makes of a buffer one that gives a
 * request its `rawBody`.
 */
export const BYTES_PRELUDE = `((ask) => {
  'use strict';
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const { isView, prototype: { slice } } = ArrayBuffer;
  const { slice: part } = String.prototype;
  const { String: text, Error: Failure, TypeError: Unfit, RangeError: OutOfRange, Uint8Array: Bytes, Proxy: Guard, ArrayBuffer: Store } = globalThis;
  const arrays = getPrototypeOf(Bytes.prototype);
  const getterOf = (prototype, name) => getOwnPropertyDescriptor(prototype, name).get;
  const ofArray = { buffer: getterOf(arrays, 'buffer'), byteOffset: getterOf(arrays, 'byteOffset'), byteLength: getterOf(arrays, 'byteLength') };
  const ofView = { buffer: getterOf(DataView.prototype, 'buffer'), byteOffset: getterOf(DataView.prototype, 'byteOffset'), byteLength: getterOf(DataView.prototype, 'byteLength') };
  const hide = (target, name, value) => defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });

  const request = (method, values, buffers) => {
    const answer = ask(stringify([method, values]), ...buffers);
    if (typeof answer !== 'string') return new Bytes(answer);
    const { value, error, message } = parse(answer);
    if (error === undefined) return value;
    if (error === 'TypeError') throw new Unfit(message);
    if (error === 'RangeError') throw new OutOfRange(message);
    const failure = new Failure(message);
    hide(failure, 'name', error);
    throw failure;
  };
  const lengthOfStore = getterOf(Store.prototype, 'byteLength');
  const bufferOf = (value) => {
    const of = value instanceof Store ? null : value instanceof DataView ? ofView : ofArray;
    const length = apply(of ? of.byteLength : lengthOfStore, value, []);
    // Checked before copying, for which there may be no room.
    if (length > ${MAX_BYTES}) throw new OutOfRange('${TOO_MUCH}');
    const from = of ? apply(of.byteOffset, value, []) : 0;
    return apply(slice, of ? apply(of.buffer, value, []) : value, [from, from + length]);
  };
  const isBytes = (value) => value instanceof Store || isView(value);
  // Accepts texts and bytes, since both become bytes.
  const data = (value, name, buffers) => {
    if (typeof value === 'string') return { text: value };
    if (!isBytes(value)) throw new Unfit(name + ' must be a text or bytes, not ' + (value === null ? 'null' : typeof value));
    buffers[buffers.length] = bufferOf(value);
    return { bytes: buffers.length - 1 };
  };
  const guarded = (target, name) => new Guard(target, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object)) {
        const there = [];
        for (const one in object) there[there.length] = one;
        throw new Unfit(name + '.' + key + ' is not there in a handler; ' + name + ' has ' + apply([].join, there, [', ']));
      }
      return object[key];
    },
  });

  const base64 = (name, encoding) => guarded({
    encode(value) {
      const buffers = [];
      return request('encode', [data(value, 'The data of ' + name + '.encode', buffers), encoding], buffers);
    },
    decode: (value) => request('decode', [text(value), encoding], []),
    decodeText(value) {
      return request('utf8', [{ bytes: 0 }], [bufferOf(request('decode', [text(value), encoding], []))]);
    },
  }, name);
  hide(globalThis, 'crypto', guarded({
    hmac(algorithm, key, value, encoding = 'hex') {
      const buffers = [];
      return request('hmac', [text(algorithm), data(key, 'The key of crypto.hmac', buffers), data(value, 'The data of crypto.hmac', buffers), text(encoding)], buffers);
    },
    hash(algorithm, value, encoding = 'hex') {
      const buffers = [];
      return request('hash', [text(algorithm), data(value, 'The data of crypto.hash', buffers), text(encoding)], buffers);
    },
    timingSafeEqual(a, b) {
      const buffers = [];
      return request('timingSafeEqual', [data(a, 'The first value of crypto.timingSafeEqual', buffers), data(b, 'The second value of crypto.timingSafeEqual', buffers)], buffers);
    },
    base64: base64('crypto.base64', 'base64'),
    base64url: base64('crypto.base64url', 'base64url'),
    randomUUID: () => request('randomUUID', [], []),
    getRandomValues(array) {
      if (!isView(array) || array instanceof DataView || array instanceof Float32Array || array instanceof Float64Array) {
        throw new Unfit('crypto.getRandomValues fills an array of whole numbers, such as a Uint8Array');
      }
      const length = apply(ofArray.byteLength, array, []);
      const into = new Bytes(apply(ofArray.buffer, array, []), apply(ofArray.byteOffset, array, []), length);
      const random = request('randomBytes', [length], []);
      for (let i = 0; i < length; i += 1) into[i] = random[i];
      return array;
    },
  }, 'crypto'));

  const needed = (count, name) => { if (count === 0) throw new Unfit(name + ' needs a text'); };
  hide(globalThis, 'btoa', function btoa(value) { needed(arguments.length, 'btoa'); return request('btoa', [text(value)], []); });
  hide(globalThis, 'atob', function atob(value) { needed(arguments.length, 'atob'); return request('atob', [text(value)], []); });

  hide(globalThis, 'TextEncoder', class TextEncoder {
    get encoding() { return 'utf-8'; }
    encode(value = '') { return request('textBytes', [{ text: text(value) }], []); }
    encodeInto(source, into) {
      const given = text(source);
      if (!(into instanceof Bytes)) throw new Unfit('TextEncoder.encodeInto writes into a Uint8Array');
      const done = request('encodeInto', [given, apply(ofArray.byteLength, into, [])], []);
      const bytes = request('textBytes', [{ text: apply(part, given, [0, done.read]) }], []);
      for (let i = 0; i < done.written; i += 1) into[i] = bytes[i];
      return { read: done.read, written: done.written };
    }
  });
  hide(globalThis, 'TextDecoder', class TextDecoder {
    #options;
    #encoding;
    constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
      this.#options = { fatal: !!fatal, ignoreBOM: !!ignoreBOM };
      this.#encoding = request('decoderNamed', [text(label), this.#options], []);
    }
    get encoding() { return this.#encoding; }
    get fatal() { return this.#options.fatal; }
    get ignoreBOM() { return this.#options.ignoreBOM; }
    decode(value, { stream = false } = {}) {
      if (stream) throw new Unfit('TextDecoder.decode in pieces (stream) is not there in a handler');
      if (value === undefined) return '';
      if (!isBytes(value)) throw new Unfit('TextDecoder.decode takes bytes');
      return request('decodeText', [this.#encoding, this.#options, { bytes: 0 }], [bufferOf(value)]);
    }
  });

  return (buffer) => {
    const raw = {};
    const lazy = (name, make) => defineProperty(raw, name, { get: make, enumerable: true, configurable: true });
    lazy('text', () => request('utf8', [{ bytes: 0 }], [buffer]));
    lazy('base64', () => request('encode', [{ bytes: 0 }, 'base64'], [buffer]));
    lazy('bytes', () => new Bytes(apply(slice, buffer, [0])));
    // Not enumerable: JSON of the request should not contain its body twice more.
    return (given) => { hide(given, 'rawBody', raw); return given; };
  };
})`;
