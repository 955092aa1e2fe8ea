import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawClient, rawClient, readAnswer } from '@/test/support/raw-client';
import {
  aChannel,
  aToken,
  aUser,
  countersOf,
  historyOf,
  messagesOf,
  nodeServer,
} from '@/test/support/webhooks/world';
import { answerRequest } from '../../adapters/web';
import { BODY_TIMEOUT_MS } from '../../call/call';

let service: Awaited<ReturnType<typeof nodeServer>>;
const clients: RawClient[] = [];
beforeAll(async () => {
  service = await nodeServer();
});
afterAll(async () => {
  for (const client of clients) client.socket.destroy();
  await service.close();
});

async function aTarget() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
  return {
    url,
    stored: async () => ({
      messages: (await messagesOf(channel.feedId)).length,
      calls: (await historyOf(token.id)).length,
      invocations: (await countersOf(token.id)).invocations,
    }),
  };
}

const NOTHING = { messages: 0, calls: 0, invocations: 0 };
const ONE = { messages: 1, calls: 1, invocations: 1 };

async function connect() {
  const client = await rawClient(service.port);
  clients.push(client);
  return client;
}

const head = (url: string, ...headers: string[]) =>
  [`POST ${url} HTTP/1.1`, 'Host: a', 'Content-Type: application/json', ...headers, '', ''].join('\r\n');
const BODY = '{"text":"hello"}';

describe('a body that does not come', () => {
  it.concurrent('in time is answered 408 in the envelope, the connection is closed, nothing is stored', async () => {
    const { url, stored } = await aTarget();
    const client = await connect();
    client.send(head(url, 'Content-Length: 100'));
    const dripping = setInterval(() => client.send(' '), BODY_TIMEOUT_MS / 20);
    const answer = readAnswer(await client.ended);
    clearInterval(dripping);
    expect(answer.status).toBe(408);
    expect(answer.head).toContain('Content-Type: application/json;charset=UTF-8');
    expect(answer.head).toContain('Connection: close');
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'request_timeout' });
    expect(await stored()).toEqual(NOTHING);
  });

  it.concurrent('in time is the same through the route handlers', async () => {
    const { url, stored } = await aTarget();
    const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) });
    const request = new Request(`http://a${url}`, { method: 'POST', body, duplex: 'half' } as RequestInit);
    const response = await answerRequest(request);
    expect(response.status).toBe(408);
    expect(await response.json()).toMatchObject({ code: 'request_timeout' });
    expect(await stored()).toEqual(NOTHING);
  });

  it('because the sender hangs up stores nothing, even when what came is a whole message', async () => {
    const { url, stored } = await aTarget();
    const cut = await connect();
    cut.send(head(url, `Content-Length: ${BODY.length + 1}`) + BODY);
    const inChunks = await connect();
    inChunks.send(`${head(url, 'Transfer-Encoding: chunked')}10\r\n${BODY}\r\n`);
    // The next call is read after what the two have sent.
    const other = await aTarget();
    expect((await service.send(other.url, { method: 'POST', body: BODY })).status).toBe(204);
    cut.socket.destroy();
    inChunks.socket.destroy();
    await Promise.all([cut.ended, inChunks.ended]);
    expect((await service.send(other.url, { method: 'POST', body: BODY })).status).toBe(204);
    expect(await stored()).toEqual(NOTHING);
  });

  it('in full before the sender closes its half is answered all the same', async () => {
    const { url, stored } = await aTarget();
    const client = await connect();
    client.socket.end(head(url, `Content-Length: ${BODY.length}`) + BODY);
    await client.ended;
    await expect.poll(stored).toEqual(ONE);
  });
});

describe('a body that is another than announced', () => {
  it('when longer is cut at its announced length, and what follows is no second call', async () => {
    const { url, stored } = await aTarget();
    const client = await connect();
    client.send(`${head(url, `Content-Length: ${BODY.length}`)}${BODY}${BODY}`);
    const text = await client.ended;
    expect(text).not.toMatch(/HTTP\/1.1 (?!204|400)/);
    await expect.poll(stored).toEqual(ONE);
  });

  it('and announced in two ways is refused', async () => {
    const { url, stored } = await aTarget();
    for (const headers of [
      ['Content-Length: 5', 'Content-Length: 16'],
      ['Content-Length: 16', 'Transfer-Encoding: chunked'],
      ['Content-Length: -1'],
      ['Transfer-Encoding: chunked, gzip'],
    ]) {
      const client = await connect();
      client.send(head(url, ...headers) + BODY);
      expect(readAnswer(await client.ended).status, headers.join()).toBe(400);
    }
    expect(await stored()).toEqual(NOTHING);
  });

  it.each([
    ['announced', (url: string, size: number) => head(url, `Content-Length: ${size}`)],
    [
      'in chunks',
      (url: string, size: number) => `${head(url, 'Transfer-Encoding: chunked')}${size.toString(16)}\r\n`,
    ],
  ])(
    'too large and %s is answered 413 to a sender who reads only after having sent it all',
    async (_, begin) => {
      const { url } = await aTarget();
      const size = 6 * 1024 * 1024;
      const client = await connect();
      client.socket.pause();
      client.socket.write(begin(url, size));
      await new Promise<void>((resolve) => {
        client.socket.write(Buffer.alloc(size, 32), () => resolve());
        client.socket.once('close', () => resolve());
      });
      client.socket.resume();
      const answer = readAnswer(await client.ended);
      expect(answer.status).toBe(413);
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'request_too_large', limit: 1024 * 1024 });
    },
  );
});
