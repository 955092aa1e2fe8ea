import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawClient, readAnswer } from '@/test/support/raw-client';
import { httpServer } from './server';

const { server } = httpServer((_, response) => response.end('came through'));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function send(line: string, version = '1.1') {
  const client = await rawClient((server.address() as AddressInfo).port);
  client.send(`${line} HTTP/${version}\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  return readAnswer(await client.ended);
}

it.each([
  ['POST *', 400],
  ['GET *', 400],
  ['PROPFIND *', 400],
  ['GET *?zapikey=x', 400],
  ['OPTIONS *x', 400],
  ['GET http://?zapikey=x', 400],
  ['GET http://host:99999999/x', 400],
  ['GET http://[::1/x', 400],
  ['GET ftp://a/x', 400],
  ['GET sign-in', 400],
  ['TRACE /', 405],
  ['TRACE *', 405],
  ['TRACE /api/v2/channels/1/message', 405],
  ['OPTIONS *', 400],
  ['GET /', 200],
  ['GET http://a/', 200],
  ['GET HTTP://a:80', 200],
  ['OPTIONS /', 200],
])('%s is answered %i', async (line, status) => {
  expect(await send(line)).toMatchObject({ status });
});

it('what is refused before any page or route has the security headers, also where Node’s parser refuses', async () => {
  const refused = [
    await send('POST *'),
    await send('TRACE /'),
    await send('GET /', '9.9'),
    await send('OPTIONS *'),
  ];
  for (const { status, head } of refused) {
    expect([status, head]).toEqual([status, expect.stringContaining('X-Content-Type-Options: nosniff')]);
    expect([status, head]).toEqual([status, expect.stringContaining('Referrer-Policy: no-referrer')]);
  }
});
