import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Pages, startPages } from './pages-thread';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

const start = (root = 'well') =>
  startPages(root, path.join(import.meta.dirname, '..', '..', '..', 'test', 'support', 'pages.mjs'));

async function served(pages: Pages) {
  const server = createServer((request, response) => pages.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(pages.stop, () => {
    server.close();
    server.closeAllConnections();
  });
  return (at: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${at}`);
}

it('a thread that dies, of a mistake too, is replaced; until then pages are refused', async () => {
  const ask = await served(await start());
  for (const death of ['/die', '/throw']) {
    const before = await (await ask('/')).text();
    expect((await ask(death)).status).toBe(503);
    await expect.poll(async () => (await ask('/')).status, { timeout: 10_000 }).toBe(200);
    expect(await (await ask('/')).text()).not.toBe(before);
  }
});

it('says why the first one cannot serve', async () => {
  await expect(start('broken')).rejects.toThrow('no build is here');
});

it('is gone once it is stopped, and refuses', async () => {
  const pages = await start();
  const ask = await served(pages);
  expect((await ask('/')).status).toBe(200);
  await pages.stop();
  expect((await ask('/')).status).toBe(503);
});
