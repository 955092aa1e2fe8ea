import http, {
  Agent,
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { CLIENT_ADDRESS_HEADER } from '@/lib/http/client';
import { rawClient } from '@/test/support/raw-client';
import { forward } from './forward';
import { makeSocketPath } from './socket-path';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** A server in front of one that runs `answer`; resolves to the port of the first. */
async function behind(answer: RequestListener): Promise<number> {
  const { socketPath, remove } = makeSocketPath();
  const inner = createServer({ requireHostHeader: false }, answer);
  await new Promise<void>((resolve) => inner.listen(socketPath, resolve));
  const agent = new Agent({ keepAlive: true });
  const port = await listening(
    createServer((request, response) => forward(request, response, { socketPath, agent })),
  );
  endings.push(
    () => close(inner),
    () => agent.destroy(),
    remove,
  );
  return port;
}

function close(server: Server) {
  server.close();
  server.closeAllConnections();
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => close(server));
  return (server.address() as AddressInfo).port;
}

function ask(port: number, options: http.RequestOptions = {}, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    http
      .request({ port, host: '127.0.0.1', agent: false, ...options }, resolve)
      .on('error', reject)
      .end(body);
  });
}

describe('a request to a page', () => {
  it('arrives as it was sent: method, path, headers in their order, body', async () => {
    let seen: { method?: string; url?: string; raw: string[]; body: string } | undefined;
    const port = await behind(async (request, response) => {
      const body = await text(request);
      seen = { method: request.method!, url: request.url!, raw: request.rawHeaders, body };
      response.end();
    });
    const headers = { host: 'postern.test', Cookie: 'a=1; b=2', 'X-One': ['1', '2'] };
    await ask(port, { method: 'PATCH', path: '/a%20b?c=%C3%A9', headers }, 'ü'.repeat(100_000));
    expect(seen).toMatchObject({ method: 'PATCH', url: '/a%20b?c=%C3%A9', body: 'ü'.repeat(100_000) });
    expect(seen?.raw.join('|')).toContain('host|postern.test|Cookie|a=1; b=2|X-One|1|X-One|2');
  });

  it('brings the address of its client, whatever the client says itself', async () => {
    const port = await behind((request, response) =>
      response.end(String(request.headers[CLIENT_ADDRESS_HEADER])),
    );
    const answer = await ask(port, { headers: { [CLIENT_ADDRESS_HEADER.toUpperCase()]: '10.0.0.1' } });
    expect(await text(answer)).toBe('127.0.0.1');
  });

  it('may come in HTTP/1.0 without a host, and in chunks', async () => {
    const port = await behind(async (request, response) => response.end(`got ${await text(request)}`));
    const old = await exchange(port, 'GET / HTTP/1.0\r\n\r\n');
    expect(old).toMatch(/^HTTP\/1\.1 200 [\s\S]*got $/);
    const chunked = await exchange(
      port,
      'DELETE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    );
    expect(chunked).toContain('got abc');
  });
});

describe('an answer', () => {
  it('comes as it was given: status, words, headers, several cookies', async () => {
    const port = await behind((_request, response) => {
      response.writeHead(
        418,
        'Short and stout',
        [
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
          ['ETag', '"x"'],
        ].flat(),
      );
      response.end('tea');
    });
    const answer = await ask(port);
    expect([answer.statusCode, answer.statusMessage]).toEqual([418, 'Short and stout']);
    expect(answer.headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], etag: '"x"' });
    expect(await text(answer)).toBe('tea');
  });

  it('is passed on piece by piece, and its end on either side ends the other', async () => {
    let closed!: () => void;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const port = await behind((_request, response) => {
      response.on('close', closed);
      response.write('first');
    });
    const answer = await ask(port);
    for await (const piece of answer) {
      expect(String(piece)).toBe('first');
      break;
    }
    answer.destroy();
    await gone;
  });

  it('that breaks off is broken off, not ended', async () => {
    const port = await behind((_request, response) => {
      response.writeHead(200, { 'Content-Length': 10 });
      response.write('first', () => response.destroy());
    });
    await expect(ask(port).then(text)).rejects.toThrow(/aborted/);
  });

  it('that comes before the whole request leaves the connection usable', async () => {
    const port = await behind((_request, response) => response.writeHead(413).end('too much'));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    endings.push(() => agent.destroy());
    for (let round = 0; round < 3; round++) {
      const answer = await ask(port, { agent, method: 'POST' }, 'x'.repeat(200_000));
      expect([answer.statusCode, await text(answer)]).toEqual([413, 'too much']);
    }
  });

  it('is 503 with a remedy while nobody is there to give one', async () => {
    const { socketPath, remove } = makeSocketPath();
    endings.push(remove);
    const port = await listening(
      createServer((request, response) => forward(request, response, { socketPath, agent: new Agent() })),
    );
    const answer = await ask(port, { method: 'POST' }, 'body');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '3']);
    expect(await text(answer)).toContain('Try again in a moment');
  });
});

describe('a body that is too long', () => {
  const head = (more: string) => `POST /api/setup HTTP/1.1\r\nHost: a\r\n${more}\r\n\r\n`;
  const seen = { bytes: 0, requests: 0 };
  const counting: RequestListener = (request, response) => {
    seen.requests++;
    request.on('data', (chunk: Buffer) => {
      seen.bytes += chunk.length;
    });
    request.on('end', () => response.end('read'));
    request.on('error', () => {});
  };
  const ask413 = async (port: number, request: string) => {
    const answer = await exchange(port, request);
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*application\/problem\+json/);
    expect(answer).toContain('"limit":262144');
    return answer;
  };

  it('is refused by its announced length, before anybody reads it, and its connection ends', async () => {
    const port = await behind(counting);
    Object.assign(seen, { bytes: 0, requests: 0 });
    const answer = await ask413(port, `${head('Content-Length: 262145')}abc`);
    expect(answer).toMatch(/connection: close/i);
    expect(seen).toEqual({ bytes: 0, requests: 0 });
  });

  it('is refused as soon as it is too long when it comes in chunks without a length', async () => {
    const port = await behind(counting);
    Object.assign(seen, { bytes: 0, requests: 0 });
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    await ask413(port, `${head('Transfer-Encoding: chunked')}${chunk.repeat(64)}`);
    expect(seen.bytes).toBeLessThanOrEqual(262_144 + 65_536);
  });

  it('takes no other request along on its connection', async () => {
    const port = await behind(counting);
    Object.assign(seen, { bytes: 0, requests: 0 });
    const chunks = `50000\r\n${'x'.repeat(0x50000)}\r\n0\r\n\r\n`;
    const answer = await ask413(
      port,
      `${head('Transfer-Encoding: chunked')}${chunks}${head('Content-Length: 0')}`,
    );
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(seen.requests).toBeLessThanOrEqual(1);
  });

  it('of exactly the limit is read, either way', async () => {
    const port = await behind(counting);
    const body = 'x'.repeat(262_144);
    const close = 'Connection: close\r\n';
    expect(await exchange(port, `${head(`${close}Content-Length: 262144`)}${body}`)).toContain('read');
    const chunked = `40000\r\n${body}\r\n0\r\n\r\n`;
    expect(await exchange(port, `${head(`${close}Transfer-Encoding: chunked`)}${chunked}`)).toContain('read');
  });
});

it('a token in the URL or a header of a page reaches no page', async () => {
  const token = `1001.${'0123456789abcdef'.repeat(2)}.${'f00dfeed'.repeat(4)}`;
  let arrived = '';
  const port = await behind((request, response) => {
    arrived = `${request.url}\n${request.rawHeaders.join('\n')}`;
    response.end();
  });
  const escaped = token.replaceAll('.', '%252e');
  await exchange(
    port,
    `GET *?zapikey=${token}&x=${escaped} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nNext-Action: ${token}\r\nCookie: a=${token}; b=kept\r\nReferer: http://a/?k=${token.toUpperCase()}\r\nX-Basic: Basic ${btoa(`me:${token}`)}\r\n\r\n`,
  );
  expect(arrived).toContain('b=kept');
  expect(arrived).toContain('zapikey=1001.0123456789abcdef');
  expect(arrived.toLowerCase()).not.toContain('f00dfeed');
  expect(Buffer.from(/Basic (\S+)/.exec(arrived)?.[1] ?? '', 'base64').toString()).not.toContain(
    'f00dfeed'.repeat(2),
  );
});

async function exchange(port: number, request: string): Promise<string> {
  const { ended } = await rawClient(port, { says: request });
  return ended;
}
