import { request as send } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Request } from 'playwright';

/** A request that a browser made; the moments count from the beginning of the recording. */
export type Recorded = {
  atMs: number;
  /** When a stream of events was left; null for what ends by itself. */
  leftMs: number | null;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
};

/** A browser keeps files below this path for ever after its first visit. */
const KEPT = '/_next/static/';

/** Notes what the page asks the server for from now on; `stop` resolves to it. */
export function recordRequests(page: Page, origin: string): { stop(): Promise<Recorded[]> } {
  const startedMs = performance.now();
  const noting: [Request, Promise<Recorded | null>][] = [];
  const leftMs = new Map<Request, number>();
  const note = async (one: Request, atMs: number): Promise<Recorded | null> => {
    const { pathname, search, host } = new URL(one.url());
    if (pathname.startsWith(KEPT) || host !== new URL(origin).host.replace('127.0.0.1', 'localhost'))
      return null;
    const headers = await one.allHeaders();
    const body = one.postDataBuffer();
    return { atMs, leftMs: null, method: one.method(), path: pathname + search, headers, body };
  };
  const onRequest = (one: Request) => void noting.push([one, note(one, performance.now() - startedMs)]);
  const onLeft = (one: Request) => void leftMs.set(one, performance.now() - startedMs);
  page.on('request', onRequest);
  page.on('requestfailed', onLeft);
  page.on('requestfinished', onLeft);
  return {
    async stop() {
      const stoppedMs = performance.now() - startedMs;
      const all = await Promise.all(
        noting.map(async ([request, recording]) => {
          const one = await recording;
          if (one?.headers.accept !== 'text/event-stream') return one;
          return { ...one, leftMs: leftMs.get(request) ?? stoppedMs };
        }),
      );
      page.off('request', onRequest);
      page.off('requestfailed', onLeft);
      page.off('requestfinished', onLeft);
      return all.filter((one) => one !== null);
    },
  };
}

/** Makes the recorded requests again, each at its moment. Resolves after the last answer to how many were refused. */
export async function replay(origin: string, recorded: readonly Recorded[]): Promise<number> {
  const startedMs = performance.now();
  const statuses = await Promise.all(
    recorded.map(async (one) => {
      await pause(Math.max(0, startedMs + one.atMs - performance.now()));
      return ask(origin, one);
    }),
  );
  return statuses.filter((status) => status >= 400).length;
}

/** Resolves to the status once the whole answer is read, or 599 without an answer. A stream is read until the browser left it. */
function ask(origin: string, { method, path, headers, body, atMs, leftMs }: Recorded): Promise<number> {
  return new Promise((resolve) => {
    const asking = send(new URL(path, origin), { method, headers }, (answer) => {
      answer.resume();
      answer.on('close', () => resolve(answer.statusCode ?? 599));
    });
    asking.on('error', () => resolve(599));
    asking.end(body ?? undefined);
    if (leftMs === null) return;
    setTimeout(() => {
      resolve(0);
      asking.destroy();
    }, leftMs - atMs);
  });
}
