import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { usualDraft } from './support/load/drafts';
import { type Note, NotingClient } from './support/load/noting-client';
import { expectKept, expectResumed, expectUnharmed } from './support/reckoning/expectations';
import { say, seconds } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

/** Longer than a batch in doubt is tried again. */
const FROZEN_MS = 16_000;
/** A call that was never sent to the database is refused within five seconds; the rest is for a busy machine. */
const REFUSED_TIMEOUT_MS = 7_000;
/** A call that was sent ends later: silence is noticed after 6 s, and its batch is tried again for 5 s. */
const ENDED_TIMEOUT_MS = 15_000;
const PAGES = ['/sign-in', '/api/second-factors', '/api/health'];

type Ending = { status: number | null; afterMs: number };

test.each([1, 2])(
  'a PostgreSQL that is frozen leaves no caller hanging (%i processes): who waited behind is refused, whose outcome is unknown is cut off',
  async (processes) => {
    const postgres = await Postgres.start();
    const server = await Server.start(postgres.url, { WEB_CONCURRENCY: String(processes) });
    const load = new NotingClient({ servers: [server], connections: 8 });
    await load.untilAccepted(200);
    const notes = await load.stop();
    postgres.pause();
    const frozenAtMs = performance.now();
    // The first calls are sent to the database; the others come when it is silent already.
    const first = Array.from({ length: 8 }, (_, n) => post(server, n));
    await pause(500);
    const behind = Array.from({ length: 8 }, (_, n) => post(server, n + 8));
    const pages = PAGES.map((path) => ask(server, path));
    const endings = {
      first: await Promise.all(first),
      behind: await Promise.all(behind),
      pages: await Promise.all(pages),
    };
    const leftMs = FROZEN_MS - (performance.now() - frozenAtMs);
    await pause(Math.max(leftMs, 0));
    postgres.resume();
    const isRefused = ({ status }: Ending) => status === 503;
    say(
      `slowest: sent ${longest(endings.first)}, behind ${longest(endings.behind)}, pages ${longest(endings.pages)}`,
    );
    for (const { status, afterMs } of [...endings.first, ...endings.behind]) {
      expect(status === null || status === 503).toBe(true);
      expect(afterMs).toBeLessThan(status === null ? ENDED_TIMEOUT_MS : REFUSED_TIMEOUT_MS);
    }
    expect(endings.first.some(({ status }) => status === null)).toBe(true);
    expect(endings.behind.some(isRefused)).toBe(true);
    for (const page of endings.pages) {
      expect(page.status).toBe(503);
      expect(page.afterMs).toBeLessThan(ENDED_TIMEOUT_MS);
    }
    const again = new NotingClient({ servers: [server], connections: 8 });
    await expectResumed(again);
    expectUnharmed(server);
    const posted = [...endings.first, ...endings.behind].map(noteOf);
    await expectKept(postgres, [...notes, ...posted, ...(await again.stop())]);
  },
);

const longest = (endings: readonly Ending[]) =>
  seconds(Math.max(...endings.map(({ afterMs }) => afterMs)) / 1_000);

const textOf = (n: number) => `frozen ${n}`;

function noteOf({ status, afterMs }: Ending, n: number): Note {
  const answers = [status === null ? { lost: 'ended' } : { status }];
  return { ...usualDraft(n), keyed: false, text: textOf(n), answers, startedAtMs: 0, endedAtMs: afterMs };
}

/** One call on a connection of its own, until it is answered or the connection ends. */
function post(server: Server, n: number): Promise<Ending> {
  const body = JSON.stringify({ text: textOf(n) });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return send(server, usualDraft(n).url, { method: 'POST', headers }, body);
}

const ask = (server: Server, path: string) => send(server, path, { headers: { accept: 'text/html' } });

function send(server: Server, path: string, options: object, body?: string): Promise<Ending> {
  const startedAtMs = performance.now();
  const agent = new Agent({ keepAlive: true });
  return new Promise((resolve) => {
    const end = (status: number | null) => {
      agent.destroy();
      resolve({ status, afterMs: performance.now() - startedAtMs });
    };
    const call = request(`${server.url}${path}`, { agent, ...options });
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => end(response.statusCode ?? 0));
      response.on('error', () => end(null));
    });
    call.on('error', () => end(null));
    call.end(body);
  });
}
