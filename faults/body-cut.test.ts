import { connect, type Socket } from 'node:net';
import { expect, inject, test } from 'vitest';
import { afterThisTest } from './support/clean-up';
import { toChannel } from './support/load/drafts';
import { NotingClient } from './support/load/noting-client';
import { expectKept, expectMemoryBack } from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';
import { until } from './support/until';

const CUT = inject('isShort') ? 60 : 600;
/** The server waits 10 s for a body. */
const GIVEN_UP_TIMEOUT_MS = 25_000;

test('a call whose connection is cut in the middle of its body does not take place', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server] });
  await load.untilAccepted(500);
  const beforeMb = server.residentMb;
  // Every kind of end: before the body, in its middle, before its last byte, with FIN and with RST.
  for (let n = 0; n < CUT; n++) {
    const socket = await sendPart(server, n, [0, 0.5, 0.99][n % 3] ?? 0);
    if (n % 2) socket.resetAndDestroy();
    else socket.destroy();
  }
  await load.untilAccepted(500);
  await expectMemoryBack(server, beforeMb);
  // Nothing is stored but what the load sent.
  await expectKept(postgres, await load.stop());
});

test('a body that never ends is given up, and does not take place', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server] });
  await load.untilAccepted(500);
  const beforeMb = server.residentMb;
  const sockets = await Promise.all(Array.from({ length: CUT }, (_, n) => sendPart(server, n, 0.5)));
  const startedAtMs = performance.now();
  const closed = () => sockets.every((socket) => socket.closed);
  await until('all of them are given up', closed, { timeoutMs: GIVEN_UP_TIMEOUT_MS });
  say(`${CUT} unfinished bodies given up after ${Math.round((performance.now() - startedAtMs) / 1_000)} s`);
  await load.untilAccepted(500);
  await expectMemoryBack(server, beforeMb);
  const { refused } = await expectKept(postgres, await load.stop());
  expect(refused).toBe(0);
});

/** Sends the head of a call and a share of its body; resolves when the server's side has it. */
function sendPart(server: Server, n: number, share: number): Promise<Socket> {
  const body = JSON.stringify({ text: `cut ${n} ${'.'.repeat(3_000)}` });
  const head = [
    `POST ${toChannel(n, n).url} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${body.length}`,
  ].join('\r\n');
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => {});
  // The socket sees its end only when the server's last words are read.
  socket.resume();
  afterThisTest(() => socket.destroy());
  return new Promise((resolve) => {
    socket.write(`${head}\r\n\r\n${body.slice(0, Math.floor(body.length * share))}`, () => resolve(socket));
  });
}
