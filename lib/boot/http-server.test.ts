import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpServer } from './http-server';
import { refuseUndecodable } from './refuse-unreadable';

describe('the HTTP server', () => {
  const { server } = httpServer((request, response) => {
    if (!refuseUndecodable(request, response)) response.end(String(request.url?.length));
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('takes fifty query parameters of 10,000 characters', async () => {
    const query = Array.from({ length: 50 }, (_, n) => `p${n}=${'a'.repeat(10_000)}`).join('&');
    expect(await sent(`GET /?${query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 200/,
    );
  });

  it.each([
    ['larger URLs', `GET /?${'a'.repeat(1_100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 413, 'request_too_large'],
    ['what is not HTTP', 'hello\r\n\r\n', 400, 'invalid_inputs'],
    ['contradicting lengths', 'POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n', 400, 'invalid_inputs'],
  ])('refuses %s in the envelope of the webhooks', async (_, request, status, code) => {
    const [head = '', body = ''] = (await sent(request)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('Content-Type: application/json;charset=UTF-8');
    expect(JSON.parse(body)).toMatchObject({ code });
  });

  it.each([
    ['/channels/%', 404],
    ['/api/bots/%ff', 404],
    ['/channels/%C3%A4?q=%', 200],
  ])('answers %s with %d', async (url, status) => {
    const answer = await sent(`GET ${url} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  function sent(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      let answer = '';
      const socket = net.connect(port, '127.0.0.1', () => socket.write(request));
      socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
      socket.on('close', () => resolve(answer)).on('error', reject);
    });
  }
});
