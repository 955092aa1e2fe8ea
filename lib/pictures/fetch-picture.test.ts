import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { env } from '@/lib/env';
import { PNG } from '@/test/support/picture';
import { fetchPicture } from './fetch-picture';
import { pictureCache } from './picture-cache';

let server: Server;
let base: string;
let answer: RequestListener;
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.cookie ?? ''}${request.headers.authorization ?? ''}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
  env().EXTERNAL_PICTURES_ALLOW.length = 0;
  asked = [];
});
const allowLoopback = () => env().EXTERNAL_PICTURES_ALLOW.push(['127.0.0.1', 32]);

describe('fetching a picture', () => {
  it('gives its bytes and the type they have, whatever the answer says of it', async () => {
    allowLoopback();
    answer = (_, response) => response.setHeader('content-type', 'text/html').end(PNG);
    expect(await fetchPicture(`${base}/a`)).toEqual({ type: 'image/png', bytes: PNG });
  });

  it('asks nobody in a private network, by address or by name', async () => {
    answer = (_, response) => response.end(PNG);
    const { port } = new URL(base);
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]']) {
      await expect(fetchPicture(`http://${host}:${port}/`)).rejects.toThrow('not one of the internet');
    }
    expect(asked).toEqual([]);
  });

  it('follows no redirect into a private network, nor more than three', async () => {
    allowLoopback();
    answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.2/' }).end();
    await expect(fetchPicture(`${base}/away`)).rejects.toThrow('not one of the internet');
    asked = [];
    answer = (_, response) => response.writeHead(302, { location: '/again' }).end();
    await expect(fetchPicture(`${base}/round`)).rejects.toThrow('too many redirects');
    expect(asked).toHaveLength(4);
  });

  it.each([
    ['a page', '<html><script>alert(1)</script></html>'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['more than 5 MB', Buffer.concat([PNG, Buffer.alloc(6 * 1024 * 1024)])],
  ])('refuses %s', async (_, body) => {
    allowLoopback();
    answer = (_request, response) => response.setHeader('content-type', 'image/png').end(body);
    await expect(fetchPicture(`${base}/x`)).rejects.toThrow(/no picture|too large/);
  });

  it('refuses other protocols and credentials in the address', async () => {
    allowLoopback();
    for (const address of ['file:///etc/passwd', `${base.replace('//', '//a:b@')}/`]) {
      await expect(fetchPicture(address)).rejects.toThrow();
    }
    expect(asked).toEqual([]);
  });

  it('is done once for all who ask at the same time, and after', async () => {
    allowLoopback();
    answer = (_, response) => response.end(PNG);
    const pictures = await Promise.all([1, 2, 3].map(() => pictureCache().get(`${base}/once`)));
    expect(pictures.map((picture) => picture?.type)).toEqual(['image/png', 'image/png', 'image/png']);
    await pictureCache().get(`${base}/once`);
    expect(asked).toEqual(['/once ']);
  });
});
