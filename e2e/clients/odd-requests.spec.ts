import { expect, test } from 'playwright/test';
import { createPlace } from './place';
import type { Sent } from './replay';
import { sendRaw } from './send-raw';

/** What programs and scanners send without being asked, to the server as it runs in production. */
const TEXT = '{"text":"x"}';
const headers = ['Host: {host}', 'Content-Type: application/json', 'Content-Length: {length}'];

const taken: [what: string, request: (path: string, origin: string) => Sent][] = [
  [
    'an offer of HTTP/2',
    (path) => ({
      line: `POST ${path} HTTP/1.1`,
      headers: [
        'Connection: Upgrade, HTTP2-Settings',
        'Upgrade: h2c',
        'HTTP2-Settings: AAMAAABk',
        ...headers,
      ],
      body: TEXT,
    }),
  ],
  [
    'an offer of a web socket',
    (path) => ({
      line: `POST ${path} HTTP/1.1`,
      headers: ['Connection: Upgrade', 'Upgrade: websocket', ...headers],
      body: TEXT,
    }),
  ],
  [
    'the whole URL, as for a proxy',
    (path, origin) => ({ line: `POST ${origin}${path} HTTP/1.1`, headers, body: TEXT }),
  ],
  [
    'an expectation that nobody knows',
    (path) => ({ line: `POST ${path} HTTP/1.1`, headers: ['Expect: 42', ...headers], body: TEXT }),
  ],
];

for (const [what, request] of taken) {
  test(`a call with ${what} is a call like any other`, async ({ baseURL }) => {
    const place = await createPlace();
    const path = `/api/v2/channelsbyname/${place.channel}/message?zapikey=${place.token}`;
    expect(await sendRaw(baseURL!, request(path, new URL(baseURL!).origin))).toMatchObject({ status: 204 });
    expect(await place.messagesIn('channel')).toEqual([TEXT]);
  });
}

const refused: [what: string, status: number, request: (path: string) => Sent][] = [
  ['no Host', 400, (path) => ({ line: `POST ${path} HTTP/1.1`, headers: headers.slice(1), body: TEXT })],
  ['CONNECT', 405, () => ({ line: 'CONNECT example.com:443 HTTP/1.1', headers: ['Host: {host}'] })],
  ['a method of its own', 400, (path) => ({ line: `FOO ${path} HTTP/1.1`, headers, body: TEXT })],
  ['TRACE', 405, (path) => ({ line: `TRACE ${path} HTTP/1.1`, headers: ['Host: {host}'] })],
  ['two slashes', 404, (path) => ({ line: `POST /${path} HTTP/1.1`, headers, body: TEXT })],
  [
    'backslashes',
    404,
    (path) => ({ line: `POST ${path.replace('/api/v2/', '/api\\v2\\')} HTTP/1.1`, headers, body: TEXT }),
  ],
  [
    'an upper-case path',
    404,
    (path) => ({ line: `POST ${path.replace('/api/v2', '/API/V2')} HTTP/1.1`, headers, body: TEXT }),
  ],
  [
    'a slash at the end',
    404,
    (path) => ({ line: `POST ${path.replace('?', '/?')} HTTP/1.1`, headers, body: TEXT }),
  ],
  [
    'dots in the path',
    404,
    (path) => ({ line: `POST ${path.replace('/api/v2/', '/api/v2/./')} HTTP/1.1`, headers, body: TEXT }),
  ],
  [
    'an encoded slash',
    404,
    (path) => ({ line: `POST ${path.replace('/message', '%2Fmessage')} HTTP/1.1`, headers, body: TEXT }),
  ],
];

for (const [what, status, request] of refused) {
  test(`a call with ${what} is refused in the envelope, with no redirect`, async ({ baseURL }) => {
    const place = await createPlace();
    const path = `/api/v2/channelsbyname/${place.channel}/message?zapikey=${place.token}`;
    const answer = await sendRaw(baseURL!, request(path));
    expect(answer).toMatchObject({
      status,
      headers: {
        'content-type': 'application/json;charset=UTF-8',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(JSON.parse(answer.body)).toMatchObject({
      code: expect.stringMatching(/^[a-z_]+$/),
      message: expect.any(String),
    });
    expect(answer.body).not.toContain(place.token.slice(-32));
    expect(await place.messagesIn('channel')).toEqual([]);
  });
}
