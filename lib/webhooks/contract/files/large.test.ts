import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '@/lib/files/file-policy';
import { rawClient } from '@/test/support/raw-client';
import { filesOf, filesUrl, form, orphans } from '@/test/support/webhooks/files';
import {
  aChannel,
  aToken,
  aUser,
  historyOf,
  messagesOf,
  nodeServer,
  outcome,
} from '@/test/support/webhooks/world';
import { type Received, readUpload } from '../../uploads/read';

let service: Awaited<ReturnType<typeof nodeServer>>;
beforeAll(async () => {
  service = await nodeServer();
});
afterAll(() => service.close());

async function world() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  return { user, token, channel, url: filesUrl(channel, token) };
}

const HEAD = '--x\r\nContent-Disposition: form-data; name="files"; filename="large.bin"\r\n\r\n';
const END = '\r\n--x--\r\n';
const headers = { 'content-type': 'multipart/form-data; boundary=x' };
const MIB = 1024 * 1024;

/** A form with one file of this size, made while it is sent. */
function streamed(size: number, whileSending: () => void = () => {}): RequestInit {
  const piece = Buffer.alloc(MIB, 7);
  async function* parts() {
    yield Buffer.from(HEAD);
    for (let left = size; left > 0; left -= MIB) {
      whileSending();
      yield piece.subarray(0, Math.min(left, MIB));
    }
    yield Buffer.from(END);
  }
  const body = Readable.toWeb(Readable.from(parts())) as unknown as BodyInit;
  return { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
}

describe('a file', () => {
  it('of 50 MB is taken without ever being in memory', async () => {
    const { user, channel, url } = await world();
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const used = () => {
      collectGarbage();
      // The first collection frees what it finds beside the program; the second waits for that.
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    const before = used();
    let most = 0;
    let pieces = 0;
    const answer = await service.send(
      url,
      streamed(MAX_FILE_BYTES, () => {
        if (++pieces % 8 !== 0) return;
        most = Math.max(most, used() - before);
      }),
    );
    expect(answer.status).toBe(204);
    // Sender and server are one process here, so this counts the buffers of both.
    expect(most).toBeLessThan(40 * MIB);
    expect(await filesOf(user)).toMatchObject([{ size: String(MAX_FILE_BYTES), feed_id: channel.feedId }]);
  });

  it('of one byte more is refused, and nothing of it is left', async () => {
    const { user, token, channel, url } = await world();
    const answer = await outcome(await service.send(url, streamed(MAX_FILE_BYTES + 1)));
    expect(answer).toMatchObject({
      status: 413,
      code: 'request_too_large',
      field: 'files',
      limit: MAX_FILE_BYTES,
    });
    expect(answer.message).toContain('large.bin');
    expect([await filesOf(user), await messagesOf(channel.feedId)]).toEqual([[], []]);
    expect(await orphans()).toBe(0);
    expect(await historyOf(token.id)).toMatchObject([{ outcome: 'request_too_large' }]);
  });

  it('announced as larger than a call may be is refused before the token is asked for', async () => {
    const client = await rawClient(service.port);
    client.send(
      `POST /api/v2/channelsbyname/x/files HTTP/1.1\r\nHost: a\r\nContent-Type: ${headers['content-type']}\r\nContent-Length: 600000000\r\n\r\n`,
    );
    expect(await client.until(/"code":"[a-z_]+"/)).toMatch(/^HTTP\/1.1 413 [\s\S]*"request_too_large"/);
    client.socket.destroy();
  });

  it('whose sender hangs up halfway leaves nothing', async () => {
    const { user, token, channel, url } = await world();
    const client = await rawClient(service.port);
    client.send(
      `POST ${url} HTTP/1.1\r\nHost: a\r\nContent-Type: ${headers['content-type']}\r\nContent-Length: ${10 * MIB}\r\n\r\n${HEAD}`,
    );
    client.socket.write(Buffer.alloc(2 * MIB, 7));
    await expect.poll(async () => (await filesOf(user)).length).toBe(1);
    client.socket.destroy();
    await expect.poll(() => filesOf(user)).toEqual([]);
    expect(await orphans()).toBe(0);
    expect([await messagesOf(channel.feedId), await historyOf(token.id)]).toEqual([[], []]);
  });

  it('leaves the connection good for the next call', async () => {
    const { url } = await world();
    const { body, headers: sent } = new Request('http://a', form([{ name: 'a', bytes: 'a' }]));
    const bytes = Buffer.from(await new Response(body).arrayBuffer());
    const request = `POST ${url} HTTP/1.1\r\nHost: a\r\nContent-Type: ${sent.get('content-type')}\r\nContent-Length: ${bytes.length}\r\n\r\n${bytes}`;
    const client = await rawClient(service.port);
    client.send(request);
    await client.until(/HTTP\/1.1 204/);
    client.send(request);
    await client.until(/HTTP\/1.1 204[\s\S]*HTTP\/1.1 204/);
    client.socket.destroy();
  });
});

describe('an upload', () => {
  const received = (): Received => ({ bytes: 0, fields: [], repair: null });
  const takeAll = async ({ bytes }: { bytes: AsyncIterable<Uint8Array> }) => {
    for await (const _ of bytes);
  };

  it('is read no faster than its files are taken', async () => {
    let made = 0;
    async function* parts() {
      yield Buffer.from(HEAD);
      for (; made < 48; made++) yield Buffer.alloc(MIB, 7);
      yield Buffer.from(END);
    }
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const got = received();
    const reading = readUpload(Readable.from(parts()), headers['content-type'], got, async (part) => {
      await held;
      await takeAll(part);
    });
    await expect.poll(() => made).toBeGreaterThan(0);
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    expect(made).toBeLessThan(16);
    release();
    await reading;
    expect(got.bytes).toBe(48 * MIB + HEAD.length + END.length);
  });
});
