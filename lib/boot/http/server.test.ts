import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawClient, readAnswer } from '@/test/support/raw-client';
import { refuseUndecodable } from './refuse-unreadable';
import { HTTP_LIMITS, httpServer } from './server';

describe('the HTTP server', () => {
  const { server } = httpServer((request, response) => {
    if (!refuseUndecodable(request, response)) response.end(String(request.url?.length));
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function sent(request: string): Promise<string> {
    const client = await rawClient((server.address() as AddressInfo).port);
    client.send(request);
    return client.ended;
  }

  it('takes fifty query parameters of 10,000 characters', async () => {
    const query = Array.from({ length: 50 }, (_, n) => `p${n}=${'a'.repeat(10_000)}`).join('&');
    expect(await sent(`GET /?${query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 200/,
    );
  });

  it.each([
    ['larger URLs', `GET /?${'a'.repeat(1_100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 413, 'request_too_large'],
    [
      'far larger URLs',
      `GET /?${'a'.repeat(9_000_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      413,
      'request_too_large',
    ],
    ['what is not HTTP', 'hello\r\n\r\n', 400, 'invalid_inputs'],
    ['contradicting lengths', 'POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n', 400, 'invalid_inputs'],
    ['requests without Host', 'GET / HTTP/1.1\r\n\r\n', 400, 'invalid_inputs'],
    ['a tunnel', 'CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n\r\n', 405, 'request_method_invalid'],
    [
      'two ways to tell the length',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'invalid_inputs',
    ],
  ])('refuses %s in the envelope of the webhooks', async (_, request, status, code) => {
    const answer = readAnswer(await sent(request));
    expect(answer.status).toBe(status);
    expect(answer.head).toContain('Content-Type: application/json;charset=UTF-8');
    expect(JSON.parse(answer.body)).toMatchObject({ code });
  });

  it.each(['Störung', 'disk full'])('says how a URL with %j in it is sent', async (text) => {
    const answer = readAnswer(await sent(`GET /?text=${text} HTTP/1.1\r\nHost: a\r\n\r\n`));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({
      code: 'invalid_inputs',
      message: expect.stringContaining('percent-encoded'),
    });
  });

  it.each([
    ['/channels/%', 404],
    ['/api/bots/%ff', 404],
    ['/channels/%C3%A4?q=%', 200],
  ])('answers %s with %d', async (url, status) => {
    const answer = await sent(`GET ${url} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it.each([
    ['an expectation that nobody knows', 'Expect: 42'],
    ['an offer of HTTP/2', 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk'],
    ['an offer of a web socket', 'Connection: Upgrade\r\nUpgrade: websocket'],
  ])('takes a request with %s as if it were not there', async (_, headers) => {
    const client = await rawClient((server.address() as AddressInfo).port);
    client.send(`GET /abc HTTP/1.1\r\nHost: a\r\n${headers}\r\n\r\n`);
    expect(await client.until(/\r\n\r\n4$/)).toMatch(/^HTTP\/1.1 200/);
    client.socket.destroy();
  });

  it('answers requests that come without waiting for answers, in their order', async () => {
    const lengths = Array.from({ length: HTTP_LIMITS.pipelined }, (_, n) => n + 1);
    const requests = lengths.map((length) => `GET /${'a'.repeat(length - 1)} HTTP/1.1\r\nHost: a\r\n\r\n`);
    const last = `GET /end-of-all HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    const answers = (await sent(requests.join('') + last)).matchAll(/\r\n\r\n(\d+)/g);
    expect([...answers].map(([, length]) => Number(length))).toEqual([...lengths, 11]);
  });

  it('answers whole requests before it refuses what follows them and is no HTTP', async () => {
    const answers = await sent(`GET /abc HTTP/1.1\r\nHost: a\r\n\r\n${'nonsense\r\n\r\n'.repeat(3)}`);
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });

  it('lets a client go that finishes in the middle of a body, even after an offer to upgrade', async () => {
    let closed = 0;
    const { server: reading } = httpServer((request) => void request.resume().once('close', () => closed++));
    await new Promise<void>((resolve) => reading.listen(0, '127.0.0.1', resolve));
    const client = await rawClient((reading.address() as AddressInfo).port);
    const upgrade = 'Connection: upgrade\r\nUpgrade: h2c\r\n';
    client.socket.end(`POST / HTTP/1.1\r\nHost: a\r\n${upgrade}Transfer-Encoding: chunked\r\n\r\n5\r\nab`);
    await client.ended;
    await expect.poll(() => closed).toBe(1);
    await new Promise((resolve) => reading.close(resolve));
  });

  it('takes no request after one that was to be the last', async () => {
    let taken = 0;
    const { server: counting } = httpServer((request, response) => {
      taken++;
      // Answered when everything was read that the client had sent.
      request.socket.once('end', () => response.end('once'));
    });
    await new Promise<void>((resolve) => counting.listen(0, '127.0.0.1', resolve));
    for (const last of ['GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 'GET / HTTP/1.0\r\n\r\n']) {
      const client = await rawClient((counting.address() as AddressInfo).port);
      client.socket.end(`${last}GET / HTTP/1.1\r\nHost: a\r\n\r\n`);
      expect((await client.ended).match(/once/g)).toEqual(['once']);
    }
    expect(taken).toBe(2);
    await new Promise((resolve) => counting.close(resolve));
  });

  it('answers a client that has closed its half of the connection', async () => {
    const client = await rawClient((server.address() as AddressInfo).port);
    client.socket.end('GET /abc HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(readAnswer(await client.ended)).toMatchObject({ status: 200, body: '4' });
  });

  it('closes a connection on which too many wait for the answer to an earlier one', async () => {
    let taken = 0;
    const { server: silent } = httpServer(() => {
      taken++;
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const client = await rawClient((silent.address() as AddressInfo).port);
    client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(HTTP_LIMITS.pipelined + 100));
    expect(await client.ended).toBe('');
    expect(taken).toBe(HTTP_LIMITS.pipelined + 1);
    await new Promise((resolve) => silent.close(resolve));
  });

  it('keeps idle connections longer than the proxies in front', async () => {
    const client = await rawClient((server.address() as AddressInfo).port);
    client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const answer = await client.until(/\r\n\r\n/);
    expect(Number(/Keep-Alive: timeout=(\d+)/.exec(answer)?.[1])).toBeGreaterThan(60);
    client.socket.destroy();
  });
});

describe('the limits of the HTTP server', () => {
  const bodies: (string | Error)[] = [];
  // In real time: Node measures the limit of the headers itself. Whoever is to be in time sends at once.
  const limits = {
    ...HTTP_LIMITS,
    headersTimeoutMs: 500,
    requestTimeoutMs: 1_000,
    checkEveryMs: 50,
  };
  const http = httpServer(async (request, response) => {
    try {
      bodies.push((await request.setEncoding('utf8').toArray()).join(''));
      response.end('whole');
    } catch (error) {
      bodies.push(error as Error);
    }
  }, limits);
  let port: number;
  beforeAll(async () => {
    await new Promise<void>((resolve) => http.server.listen(0, '127.0.0.1', resolve));
    port = (http.server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    http.destroyConnections();
    await new Promise((resolve) => http.server.close(resolve));
  });

  it('answers headers that come too slowly with 408 and closes', async () => {
    const client = await rawClient(port);
    client.send('POST / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
    const dripping = setInterval(() => client.send('a'), 50);
    const answer = readAnswer(await client.ended);
    clearInterval(dripping);
    expect(answer.status).toBe(408);
    expect(answer.head).toContain('Connection: close');
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'request_timeout' });
  });

  it('answers a body that comes too slowly with 408; whoever reads it gets no half of it', async () => {
    const client = await rawClient(port);
    const before = bodies.length;
    client.send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n');
    const dripping = setInterval(() => client.send('a'), 50);
    const answer = readAnswer(await client.ended);
    clearInterval(dripping);
    expect(answer.status).toBe(408);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'request_timeout' });
    await expect.poll(() => bodies.slice(before)).toEqual([expect.any(Error)]);
  });

  it('leaves webhook calls to limits of their own: a large file may take longer', async () => {
    const client = await rawClient(port);
    client.send('POST /api/v2/channels/1/files HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n');
    const everyMs = limits.requestTimeoutMs / 4;
    expect(9 * everyMs).toBeGreaterThan(limits.requestTimeoutMs + limits.checkEveryMs);
    const dripping = setInterval(() => client.send('a'), everyMs);
    await client.until(/whole/);
    clearInterval(dripping);
    client.socket.destroy();
  });

  it('closes a silent connection without an answer', async () => {
    expect(await (await rawClient(port)).ended).toBe('');
  });

  it('cuts off a refused client that does not close', async () => {
    const client = await rawClient(port, { neverCloses: true });
    client.send('hello\r\n\r\n');
    await client.until(/invalid_inputs/);
    const connections = () =>
      new Promise<number>((resolve) => http.server.getConnections((_, count) => resolve(count)));
    await expect.poll(connections, { timeout: 5_000 }).toBe(0);
    client.socket.destroy();
  });
});

it('closes the newest connection when there are too many, and takes another when one has ended', async () => {
  const { server } = httpServer((_, response) => void response.end('whole'), {
    ...HTTP_LIMITS,
    connections: 3,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
  const clients = await Promise.all([rawClient(port), rawClient(port), rawClient(port)]);
  for (const client of clients) client.send(request);
  await Promise.all(clients.map((client) => client.until(/whole/)));
  expect(await (await rawClient(port)).ended).toBe('');
  clients[0]!.socket.destroy();
  await expect
    .poll(async () => {
      const late = await rawClient(port);
      late.send('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
      return late.ended;
    })
    .toContain('whole');
  for (const client of clients) client.socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});
