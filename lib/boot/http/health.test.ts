import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pool } from '@/lib/db/pool';
import { acceptPool } from '@/lib/webhooks/accept/pool';
import { healthListener } from './health';
import { httpServer } from './server';

let phase: 'starting' | 'serving' | 'stopping' = 'starting';
const health = healthListener(() => phase);
const { server } = httpServer((request, response) => {
  if (!health(request, response)) response.writeHead(404).end();
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
// The check waits for the database for two seconds, in which a busy machine may open no connection.
beforeAll(async () => void (await pool().query('select 1')));
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function ask(init?: RequestInit, path = '/api/health') {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

it('is 200 only while the process serves and the database answers', async () => {
  expect(await ask()).toMatchObject({ status: 503, text: '{"status":"starting"}' });
  phase = 'serving';
  const serving = await ask();
  expect(serving).toMatchObject({ status: 200, text: '{"status":"serving"}' });
  expect(serving.headers.get('cache-control')).toBe('no-store');
  expect(await ask({ method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  phase = 'stopping';
  expect(await ask()).toMatchObject({ status: 503, text: '{"status":"stopping"}' });
});

it('is 200 while calls are accepted, though others have used up the connections for everything else', async () => {
  phase = 'serving';
  await acceptPool().query('select 1');
  const others = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()));
  expect(await ask()).toMatchObject({ status: 200 });
  for (const other of others) other.release();
});

it('leaves other paths and methods to others', async () => {
  phase = 'serving';
  expect(await ask({ method: 'POST' })).toMatchObject({ status: 404 });
  expect(await ask({}, '/api/healthy')).toMatchObject({ status: 404 });
  expect(await ask({}, '/api/health?from=balancer')).toMatchObject({ status: 200 });
});

it('is alive while it can answer at all, whatever it does', async () => {
  for (phase of ['starting', 'stopping', 'serving'] as const) {
    expect(await ask({}, '/api/health/live')).toMatchObject({ status: 200, text: '{"status":"alive"}' });
  }
});

// This test is the last: the pools do not come back.
it('is 503 when the database cannot be asked', async () => {
  phase = 'serving';
  await Promise.all([pool().end(), acceptPool().end()]);
  await expect.poll(() => ask()).toMatchObject({ status: 503, text: '{"status":"database_unavailable"}' });
});
