import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { rawClient } from '@/test/support/raw-client';
import { type HttpServer, httpServer } from './server';

const REQUEST = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const LIMIT_MS = 20_000;

/** A server that answers when the test lets it. */
async function startServer() {
  const waiting: ServerResponse[] = [];
  let held = false;
  const http = httpServer((_, response) => {
    if (held) waiting.push(response);
    else response.end('answered');
  });
  await new Promise<void>((resolve) => http.server.listen(0, '127.0.0.1', resolve));
  return {
    http,
    port: (http.server.address() as AddressInfo).port,
    hold: () => {
      held = true;
    },
    held: () => waiting.length,
    release: () => {
      for (const response of waiting.splice(0)) response.end('answered');
    },
  };
}

afterEach(() => {
  vi.useRealTimers();
});

const untilClosed = (http: HttpServer) => expect.poll(() => http.server.listening).toBe(false);

it('a stop without connections does not wait for the second of idle ones', async () => {
  const [empty, visited] = [await startServer(), await startServer()];
  const idle = await rawClient(visited.port);
  idle.send(REQUEST);
  await idle.until(/answered/);
  const closed: string[] = [];
  await Promise.all([
    visited.http.close(LIMIT_MS).then(() => closed.push('visited')),
    empty.http.close(LIMIT_MS).then(() => closed.push('empty')),
  ]);
  expect(closed).toEqual(['empty', 'visited']);
});

it('a request on a connection that is still open is answered, and told that it was the last', async () => {
  const { http, port } = await startServer();
  const client = await rawClient(port);
  client.send(REQUEST);
  expect(await client.until(/answered/)).toContain('Connection: keep-alive');
  const closed = http.close(LIMIT_MS);
  await untilClosed(http);
  client.send(REQUEST);
  const [, second] = (await client.ended).split('HTTP/1.1 200 OK').slice(1);
  expect(second).toContain('Connection: close');
  expect(second).toContain('answered');
  await closed;
});

it('a request that was begun before is answered, and told that it was the last', async () => {
  const { http, port, hold, held, release } = await startServer();
  hold();
  const client = await rawClient(port);
  client.send(REQUEST);
  await expect.poll(held).toBe(1);
  const closed = http.close(LIMIT_MS);
  await untilClosed(http);
  release();
  expect(await client.ended).toMatch(/Connection: close[\s\S]*answered/);
  await closed;
});

it.each([
  ['a second', undefined, 1_000],
  ['the time that the stop was given', 5_000, 5_000],
])(
  'idle connections, also those that never said anything, are closed after %s and not before',
  async (_name, idleMs, endsMs) => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { http, port } = await startServer();
    const idle = await rawClient(port);
    const silent = await rawClient(port);
    const late = await rawClient(port);
    for (const one of [idle, late]) {
      one.send(REQUEST);
      await one.until(/answered/);
    }
    const closed = http.close(LIMIT_MS, idleMs);
    // Unlike expect.poll, this leaves the clock alone.
    while (http.server.listening) await new Promise(setImmediate);
    vi.advanceTimersByTime(endsMs - 1);
    late.send(REQUEST);
    expect(await late.ended).toMatch(/answered[\s\S]*Connection: close[\s\S]*answered/);
    vi.advanceTimersByTime(1);
    await Promise.all([idle.ended, silent.ended, closed]);
  },
);

it('a request that came in time is answered, also where the process had no time to read it until its second was over', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
  const { http, port } = await startServer();
  const client = await rawClient(port);
  client.send(REQUEST);
  await client.until(/answered/);
  const closed = http.close(LIMIT_MS);
  while (http.server.listening) await new Promise(setImmediate);
  await new Promise(setImmediate);
  client.send(REQUEST);
  // All the timers of the stop run in this turn, before anything is read.
  vi.advanceTimersByTime(1_000);
  expect(await client.ended).toMatch(/answered[\s\S]*Connection: close[\s\S]*answered/);
  await closed;
});

it('those who wait to be accepted when the stop begins are answered', async () => {
  const { http, port } = await startServer();
  // Each client sends its request as soon as it is connected: a silent connection has only a second.
  const connecting = Array.from({ length: 20 }, () => rawClient(port, { says: REQUEST }));
  const closed = http.close(LIMIT_MS);
  const clients = await Promise.all(connecting);
  for (const client of clients) expect(await client.ended).toMatch(/^HTTP.1.1 200[\s\S]*answered$/);
  await closed;
});

it('says that it stops before it closes, so that load balancers can turn away', async () => {
  const { http, port } = await startServer();
  http.startStopping();
  expect(http.isStopping()).toBe(true);
  const client = await rawClient(port);
  client.send(REQUEST);
  expect(await client.ended).toMatch(/Connection: close[\s\S]*answered/);
  await http.close(LIMIT_MS);
});
