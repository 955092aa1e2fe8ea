import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { afterThisTest } from './support/clean-up';
import { longestMs, medianMs } from './support/load/latency';
import { NotingClient } from './support/load/noting-client';
import { expectKept, expectMemoryBack } from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';
import { until } from './support/until';

const WANTED = 10_000;
/** Files and connections of the test and of the server beside the idle ones. */
const OTHER_FILES = 1_000;
const AT_ONCE = 200;
const MOST_MEDIAN_MS = 1_000;

test('idle connections beside good calls do not keep them waiting, and cost nothing once they are closed', async () => {
  const postgres = await Postgres.start();
  const server = await Server.start(postgres.url);
  const load = new NotingClient({ servers: [server], localAddress: () => '127.0.0.2' });
  await load.untilAccepted(2_000);
  const [beforeMs, beforeMb] = [medianMs(load.notes), server.residentMb];
  const wanted = Math.min(WANTED, openFilesAllowed() - OTHER_FILES);
  const sockets = await openIdle(server, wanted);
  const fromMs = performance.now();
  await load.untilAccepted(2_000, 60_000);
  const duringMs = medianMs(load.notes, fromMs);
  const open = sockets.filter(({ destroyed }) => !destroyed).length;
  say(`${open} of ${wanted} idle connections open (${openFilesAllowed()} open files are allowed here)`);
  say(`memory with them: ${server.residentMb} MB`);
  say(`median of good calls: ${beforeMs.toFixed(1)} ms, ${duringMs.toFixed(1)} ms with them`);
  say(`slowest good call: ${longestMs(load.notes, fromMs).toFixed(0)} ms`);
  expect(duringMs).toBeLessThan(MOST_MEDIAN_MS);
  for (const socket of sockets) socket.destroy();
  await load.untilAccepted(1_000);
  await expectMemoryBack(server, beforeMb);
  const { refused, unanswered } = await expectKept(postgres, await load.stop());
  expect(refused + unanswered).toBe(0);
});

/** Half of them say nothing at all, half stop in the middle of a request's head. */
async function openIdle(server: Server, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  afterThisTest(() => {
    for (const socket of sockets) socket.destroy();
  });
  while (sockets.length < count) {
    const more = Array.from({ length: Math.min(AT_ONCE, count - sockets.length) }, (_, n) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {});
      socket.resume();
      if (n % 2) socket.write('POST /api/v2/channelsbyname/x/message HTTP/1.1\r\nhost: x\r\n');
      return socket;
    });
    sockets.push(...more);
    const decided = () => more.every(({ connecting }) => !connecting);
    await until('the next idle connections', decided, { timeoutMs: 20_000, everyMs: 2 });
  }
  return sockets;
}

/** The limit of open files of this process, which the server inherits. */
function openFilesAllowed(): number {
  const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return Number(soft ?? 1_024);
}
