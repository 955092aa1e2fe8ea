import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Send, viaWeb } from '@/test/support/webhooks/world';
import { webhookListener } from '../../adapters/node';
import { inPlace, placeOf } from './together';

/** Both ways in. Each call has an address of its own, so that no refusal delays another call. */
export type Adapter = { name: 'node' | 'web'; send: Send };

const HEADER = 'x-conformance-place';

export async function bothAdapters(): Promise<{ adapters: Adapter[]; close: () => Promise<unknown> }> {
  const places = new Map<string, NonNullable<ReturnType<typeof placeOf>>>();
  const server = createServer((request, response) => {
    const id = String(request.headers[HEADER] ?? '');
    delete request.headers[HEADER];
    const where = places.get(id);
    places.delete(id);
    const listen = () => webhookListener(request, response) || response.writeHead(599).end();
    if (where) inPlace(where, listen);
    else listen();
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let calls = 0;
  const node: Send = (path, init) => {
    const [where, id] = [placeOf(), String(++calls)];
    if (where) places.set(id, where);
    const more: Record<string, string> = where ? { [HEADER]: id } : {};
    return fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'error', ...from(calls, init, more) });
  };
  const web: Send = (path, init) => viaWeb(path, from(++calls, init));
  return {
    adapters: [
      { name: 'node', send: node },
      { name: 'web', send: web },
    ],
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The header is trusted because the tests run behind one proxy (TRUSTED_PROXY_HOPS). */
function from(call: number, init: RequestInit = {}, more: Record<string, string> = {}): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('x-forwarded-for', `10.${(call >> 16) & 255}.${(call >> 8) & 255}.${call & 255}`);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return { ...init, headers };
}
