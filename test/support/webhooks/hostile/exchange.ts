import fc from 'fast-check';
import { rawClient } from '@/test/support/raw-client';

/** The bytes that a sender writes on one connection, and when it leaves. */
export type Exchange = {
  /** One character is one byte. */
  bytes: string;
  /** How many requests that is, at the most. */
  requests: number;
  /** Lengths of the pieces it is written in; the rest follows in one. */
  pieces: number[];
  /** The sender hangs up after so many bytes; null: it closes its half and reads the answers. */
  cutAt: number | null;
};

const versions = fc.constantFrom('1.1', '1.1', '1.1', '1.1', '1.0', '2.0', '0.9', '9.9');
const methods = fc.constantFrom(
  'POST',
  'POST',
  'POST',
  'GET',
  'PUT',
  'HEAD',
  'OPTIONS',
  'PROPFIND',
  'M-SEARCH',
  'QUERY',
  'post',
  'FOO',
  'CONNECT',
  'TRACE',
);
const oddHeaders = fc.constantFrom(
  'Host: a',
  'Host:',
  'Expect: 100-continue',
  'Expect: 42',
  'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA',
  'Connection: upgrade\r\nUpgrade: websocket',
  'Connection: close',
  'Connection: keep-alive, x-a',
  'Content-Encoding: gzip',
  'Trailer: zapikey',
  'X-A: \u0000',
  'X-A: a\r\n folded',
  'X-A : b',
  ': nameless',
  'X-A: \u00e9\u00ff',
  `X-A: ${'a'.repeat(100_000)}`,
  Array.from({ length: 2_500 }, (_, n) => `X-${n}: y`).join('\r\n'),
  'Content-Type: multipart/form-data; boundary=x',
);

const BODY = '{"text":"x"}';
const chunk = (text: string, extension = '') => `${text.length.toString(16)}${extension}\r\n${text}\r\n`;
const LENGTH = `Content-Length: ${BODY.length}`;
const CHUNKED = 'Transfer-Encoding: chunked';

/** How a body is announced, and the body that really comes. */
const framings = fc.constantFrom<[header: string, body: string]>(
  [LENGTH, BODY],
  [LENGTH, BODY],
  [LENGTH, `${BODY}${BODY}`],
  [LENGTH, BODY.slice(0, -1)],
  ['Content-Length: 99999999999999999999', BODY],
  ['Content-Length: 1000000', BODY],
  ['Content-Length: -1', BODY],
  ['Content-Length: +12', BODY],
  ['Content-Length: 0xc', BODY],
  [`${LENGTH}\r\n${LENGTH}`, BODY],
  [`${LENGTH}\r\nContent-Length: 5`, BODY],
  [`${LENGTH}\r\n${CHUNKED}`, `${chunk(BODY)}0\r\n\r\n`],
  [`${CHUNKED}\r\n${LENGTH}`, `${chunk(BODY)}0\r\n\r\n`],
  [CHUNKED, `${chunk(BODY)}0\r\n\r\n`],
  [CHUNKED, `${[...BODY].map((one) => chunk(one)).join('')}0\r\n\r\n`],
  [CHUNKED, `${chunk(BODY, ';a=b;c="d"')}0;e\r\n\r\n`],
  [CHUNKED, `${chunk(BODY, `;${'a'.repeat(20_000)}`)}0\r\n\r\n`],
  [CHUNKED, `${chunk(BODY)}0\r\nzapikey: x\r\nContent-Length: 5\r\n\r\n`],
  [CHUNKED, `${chunk(BODY)}0\r\n`],
  [CHUNKED, chunk(BODY)],
  [CHUNKED, `000000000000${chunk(BODY)}0\r\n\r\n`],
  [CHUNKED, `ffffffffffffffff\r\n${BODY}`],
  [CHUNKED, `fffffff\r\n${BODY}`],
  [CHUNKED, `-1\r\n${BODY}\r\n0\r\n\r\n`],
  [CHUNKED, `zz\r\n${BODY}\r\n0\r\n\r\n`],
  [CHUNKED, `c\n${BODY}\n0\n\n`],
  ['Transfer-Encoding: gzip, chunked', `${chunk(BODY)}0\r\n\r\n`],
  ['Transfer-Encoding: chunked, identity', `${chunk(BODY)}0\r\n\r\n`],
  ['Transfer-Encoding: xchunked', BODY],
  [CHUNKED, `${chunk(' '.repeat(1_100_000))}0\r\n\r\n`],
  ['X-A: b', ''],
);

const targets = fc.constantFrom<(url: string) => string>(
  (url) => url,
  (url) => url,
  (url) => url,
  (url) => `http://a.example${url}`,
  (url) => `https://user:secret@a.example:8080${url}`,
  (url) => `${url}#fragment`,
  (url) => `${url}&b=\u00e9\u00ff`,
  (url) => `${url} `,
  () => '*',
  () => 'a.example:443',
);

/** Exchanges that resemble a call of `url`, valid or not. */
export function exchanges(url: string): fc.Arbitrary<Exchange> {
  const request = fc
    .tuple(methods, targets, versions, fc.uniqueArray(oddHeaders, { maxLength: 2 }), framings, fc.boolean())
    .map(([method, target, version, odd, [framing, body], hasHost]) => {
      const lines = [...(hasHost ? ['Host: a'] : []), 'Content-Type: application/json', ...odd, framing];
      return `${method} ${target(url)} HTTP/${version}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
    });
  const pieces = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 });
  return fc.tuple(fc.array(request, { minLength: 1, maxLength: 3 }), pieces).map(([requests, lengths]) => ({
    bytes: requests.join(''),
    requests: requests.length,
    pieces: lengths,
    cutAt: null,
  }));
}

/** The same, but the sender hangs up somewhere. */
export function cutOff(url: string): fc.Arbitrary<Exchange> {
  return fc.tuple(exchanges(url), fc.nat(1_000)).map(([whole, share]) => {
    // Most are short: half of the cuts are within the first two thousand bytes.
    const reach = share % 2 === 0 ? Math.min(whole.bytes.length, 2_000) : whole.bytes.length;
    return { ...whole, cutAt: Math.floor((share / 1_000) * reach) };
  });
}

/** Nothing may be heard for so long: well below what the server itself puts up with, well above what a busy machine takes. */
const PATIENCE_MS = 20_000;

const turn = () => new Promise(setImmediate);

/** Writes the exchange and returns everything that came back until the connection ended. */
export async function exchange(port: number, { bytes, pieces, cutAt }: Exchange): Promise<string> {
  const client = await rawClient(port);
  const end = Math.min(cutAt ?? bytes.length, bytes.length);
  let at = 0;
  for (const piece of [...pieces, bytes.length]) {
    const next = Math.min(at + piece, end);
    if (next > at && client.socket.writable) client.socket.write(bytes.slice(at, next), 'latin1');
    at = next;
    await turn();
  }
  if (cutAt === null) client.socket.end();
  else client.socket.destroy();
  const hung = new Promise<never>((_, reject) => {
    client.socket.setTimeout(PATIENCE_MS, () => reject(new Error(`hung after ${client.received()}`)));
  });
  return Promise.race([client.ended, hung]);
}
