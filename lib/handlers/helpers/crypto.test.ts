import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { runCode } from '@/test/support/handlers/run-code';
import { handlerHost } from '../host/handler-host';
import { handlerPool } from '../pool/handler-pool';

const resultOf = async (code: string, body: unknown = null, rawBody?: Uint8Array) => {
  const outcome = await runCode(code, { body }, handlerHost(rawBody ? { rawBody } : {}));
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
};
const returned = (expression: string, body?: unknown) =>
  resultOf(`function handler({ body }) { return ${expression}; }`, body);
const errorOf = (expression: string) =>
  returned(
    `(() => { try { return ${expression}; } catch (error) { return error.name + ': ' + error.message; } })()`,
  );
/** Evaluates an expression of `each` for every value, in one run. */
const forEach = (expression: string, values: readonly unknown[]) =>
  returned(`body.map((each) => ${expression})`, values) as Promise<unknown[]>;

afterAll(() => handlerPool().close());

/** Texts of all sorts, and bytes. */
const texts = fc.sample(
  fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('\0a\u2028😀')),
  150,
);
const lists = fc.sample(fc.uint8Array({ maxLength: 70 }), 150).map((bytes) => [...bytes]);

describe('crypto', () => {
  it('hmac and hash are those of Node for any text and bytes, key and encoding', async () => {
    for (const algorithm of ['sha1', 'sha256', 'sha384', 'sha512']) {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        const code = `crypto.hmac('${algorithm}', each, each + 'x', '${encoding}')`;
        expect(await forEach(code, texts.slice(0, 40))).toEqual(
          texts.slice(0, 40).map((each) => createHmac(algorithm, each).update(`${each}x`).digest(encoding)),
        );
        const ofBytes = `crypto.hash('${algorithm}', new Uint8Array(each), '${encoding}')`;
        expect(await forEach(ofBytes, lists.slice(0, 40))).toEqual(
          lists.slice(0, 40).map((each) => createHash(algorithm).update(Buffer.from(each)).digest(encoding)),
        );
      }
    }
  });

  it('verifies what GitHub’s documentation signs', async () => {
    expect(await returned("crypto.hmac('sha256', \"It's a Secret to Everybody\", 'Hello, World!')")).toBe(
      '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    );
    expect(await returned("crypto.hmac('SHA-256', 'k', 'd') === crypto.hmac('sha256', 'k', 'd')")).toBe(true);
  });

  it('takes keys and data as bytes of any kind, and gives bytes', async () => {
    const code = `(() => {
      const bytes = new Uint8Array([9, 1, 2, 3, 9]);
      const kinds = [bytes.subarray(1, 4), bytes.slice(1, 4).buffer, new DataView(bytes.buffer, 1, 3)];
      return kinds.map((kind) => crypto.hmac('sha256', kind, kind)).concat([...crypto.hash('sha1', 'a', 'bytes')].length);
    })()`;
    const digest = createHmac('sha256', Buffer.from([1, 2, 3]))
      .update(Buffer.from([1, 2, 3]))
      .digest('hex');
    expect(await returned(code)).toEqual([digest, digest, digest, 20]);
  });

  it('timingSafeEqual compares texts and bytes, and is false for other lengths', async () => {
    const code = `[crypto.timingSafeEqual('a😀', 'a😀'), crypto.timingSafeEqual('a', 'b'), crypto.timingSafeEqual('a', 'aa'),
      crypto.timingSafeEqual(new Uint8Array([97]), 'a'), crypto.timingSafeEqual('', '')]`;
    expect(await returned(code)).toEqual([true, false, false, true, true]);
  });

  it('base64 and base64url are those of Node, there and back', async () => {
    expect(await forEach('crypto.base64.encode(each)', texts)).toEqual(
      texts.map((each) => Buffer.from(each).toString('base64')),
    );
    expect(
      await forEach('[...crypto.base64url.decode(crypto.base64url.encode(new Uint8Array(each)))]', lists),
    ).toEqual(lists);
    expect(
      await returned("[crypto.base64.decodeText(' 8J+Y\\ngA== '), crypto.base64url.encode('??>')]"),
    ).toEqual(['😀', 'Pz8-']);
  });

  it('randomUUID and getRandomValues differ each time', async () => {
    const code =
      '[crypto.randomUUID(), crypto.randomUUID(), [...crypto.getRandomValues(new Uint16Array(8))].join()]';
    const [a, b, random] = (await returned(code)) as string[];
    expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(a).not.toBe(b);
    expect(random).not.toBe('0,0,0,0,0,0,0,0');
  });

  it.each([
    ["crypto.hmac('md5', 'k', 'd')", "TypeError: crypto.hmac knows sha1, sha256, sha384, sha512, not 'md5'"],
    [
      "crypto.hmac('sha256', undefined, 'd')",
      'TypeError: The key of crypto.hmac must be a text or bytes, not undefined',
    ],
    [
      "crypto.hmac('sha256', 'k', { a: 1 })",
      'TypeError: The data of crypto.hmac must be a text or bytes, not object',
    ],
    [
      "crypto.hmac('sha256', 'k', 'd', 'latin1')",
      "TypeError: The encoding is hex, base64, base64url or bytes, not 'latin1'".replace(
        'base64url or',
        'base64url or',
      ),
    ],
    ["crypto.hash('sha256', null)", 'TypeError: The data of crypto.hash must be a text or bytes, not null'],
    [
      "crypto.timingSafeEqual('a')",
      'TypeError: The second value of crypto.timingSafeEqual must be a text or bytes, not undefined',
    ],
    ["crypto.base64.decode('a*b')", 'TypeError: The text is no Base64'],
    ["crypto.base64.decode('abcde')", 'TypeError: The text is no Base64'],
    ["crypto.base64url.decode('a+b')", 'TypeError: The text is no Base64url'],
    [
      "crypto.subtle.digest('SHA-256', 'x')",
      'TypeError: crypto.subtle is not there in a handler; crypto has hmac, hash, timingSafeEqual, base64, base64url, randomUUID, getRandomValues',
    ],
    [
      "crypto.base64.parse('x')",
      'TypeError: crypto.base64.parse is not there in a handler; crypto.base64 has encode, decode, decodeText',
    ],
    [
      'crypto.getRandomValues([1])',
      'TypeError: crypto.getRandomValues fills an array of whole numbers, such as a Uint8Array',
    ],
    [
      "crypto.hash('sha256', 'x'.repeat(5e6))",
      'RangeError: a handler hashes, encodes and decodes at most 4 MiB at once',
    ],
    [
      "crypto.hash('sha256', new Uint8Array(5e6))",
      'RangeError: a handler hashes, encodes and decodes at most 4 MiB at once',
    ],
  ])('%s tells what is wrong', async (expression, message) => {
    expect(await errorOf(expression)).toBe(message);
  });
});

describe('btoa and atob', () => {
  it('are those of the standard', async () => {
    const latin = texts.filter((each) => !/[^\0-\xff]/.test(each));
    expect(await forEach('btoa(each)', latin)).toEqual(latin.map((each) => btoa(each)));
    expect(await forEach('atob(btoa(each)) === each', latin)).toEqual(latin.map(() => true));
    expect(await returned("[btoa(null), atob(' YQ == '), atob('YQ'), atob('')]")).toEqual([
      'bnVsbA==',
      'a',
      'a',
      '',
    ]);
  });

  it.each([
    ["btoa('€')", 'InvalidCharacterError: btoa takes characters up to U+00FF'],
    ["atob('YQ=')", 'InvalidCharacterError: The text is no Base64'],
    ["atob('a-_b')", 'InvalidCharacterError: The text is no Base64'],
    ['atob()', 'TypeError: atob needs a text'],
  ])('%s fails as there', async (expression, message) => {
    expect(await errorOf(expression)).toContain(message);
  });
});

describe('TextEncoder and TextDecoder', () => {
  it('write and read UTF-8 as the standard, halves of characters included', async () => {
    const odd = [...texts, '\ud83d', 'a\udc00b', '\ufeffa'];
    expect(await forEach('[...new TextEncoder().encode(each)]', odd)).toEqual(
      odd.map((each) => [...new TextEncoder().encode(each)]),
    );
    expect(await forEach('new TextDecoder().decode(new Uint8Array(each))', lists)).toEqual(
      lists.map((each) => new TextDecoder().decode(Buffer.from(each))),
    );
  });

  it('know other charsets, fatal, the byte order mark, and writing into an array', async () => {
    const code = `[new TextDecoder('latin1').encoding, new TextDecoder('windows-1252').decode(new Uint8Array([128])),
      new TextDecoder('utf-16le').decode(new Uint8Array([65, 0])), new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode('\\ufeffa')).length,
      new TextEncoder().encodeInto('aä😀', new Uint8Array(5))]`;
    expect(await returned(code)).toEqual(['windows-1252', '€', 'A', 2, { read: 2, written: 3 }]);
    expect(
      await errorOf("new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255]))"),
    ).toContain('TypeError');
    expect(await errorOf("new TextDecoder('klingon')")).toContain('RangeError');
    expect(await errorOf('new TextDecoder().decode(new Uint8Array(1), { stream: true })')).toContain(
      '(stream) is not there',
    );
  });
});

describe('request.rawBody', () => {
  it('is exactly what came, as text, Base64 and bytes, and not among the members', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x20, 0x7d, 0x0a, 0x00, 0xff]);
    const code = `function handler(request) {
      const { text, base64, bytes } = request.rawBody;
      return [text, base64, [...bytes], crypto.hash('sha256', request.rawBody.bytes), Object.keys(request).includes('rawBody')];
    }`;
    expect(await resultOf(code, null, bytes)).toEqual([
      bytes.toString('utf8'),
      bytes.toString('base64'),
      [...bytes],
      createHash('sha256').update(bytes).digest('hex'),
      false,
    ]);
  });
});

describe('what a handler does to its own helpers stays there', () => {
  it('prototypes that were changed do not reach the server or the next run', async () => {
    const hostile = `Object.prototype.bytes = 0; Object.prototype.text = 'x'; Array.prototype.map = () => 1; JSON.parse = () => 7;
      Uint8Array.prototype.slice = null; ArrayBuffer.prototype.slice = null; String.prototype.slice = null;
      crypto.hmac = () => 'mine'; crypto.__proto__.evil = 1; globalThis.btoa = null;
      function handler() { return [crypto.hash('sha256', 'a'), crypto.hmac('x')] }`;
    expect(await resultOf(hostile)).toEqual([createHash('sha256').update('a').digest('hex'), 'mine']);
    expect(
      await returned("[crypto.hmac('sha1', 'k', 'd').length, btoa('a'), ({}).evil === undefined]"),
    ).toEqual([40, 'YQ==', true]);
    expect(({} as { evil?: number }).evil).toBeUndefined();
  });

  it('names of helpers are free for the author', async () => {
    const code = `const crypto = 1; function render() { return 2; } let store = 3; class URL {} const btoa = 4;
      function handler() { return [crypto, render(), store, btoa, typeof new URL()] }`;
    expect(await resultOf(code)).toEqual([1, 2, 3, 4, 'object']);
  });

  it('there is no network, and the error says so', async () => {
    const outcome = await runCode("function handler() { return fetch('https://example.com') }");
    expect(outcome).toMatchObject({
      ok: false,
      error: { message: "ReferenceError: 'fetch' is not defined. A handler has no network." },
    });
  });
});
