import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { provide } from '@/lib/env';
import { rawClient, readAnswer } from '@/test/support/raw-client';
import { refuseForeignHost } from './refuse-foreign-host';

const server = createServer((request, response) => {
  if (!refuseForeignHost(request, response)) response.end('served');
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
afterEach(() => settings({}));

function settings(values: Record<string, string>) {
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  provide('NODE_ENV', 'test');
}

async function asked(host: string, { target = '/setup', method = 'GET', more = '' } = {}) {
  const client = await rawClient((server.address() as AddressInfo).port);
  client.send(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`);
  return readAnswer(await client.ended);
}
const LOCAL = { PUBLIC_URL: 'http://localhost:3000', PORT: '3000' };
const PUBLIC = { PUBLIC_URL: 'https://postern.example.com', PORT: '3000' };

it.each([
  [LOCAL, 'localhost:3000', 200],
  [LOCAL, 'LOCALHOST:3000', 200],
  [LOCAL, '127.0.0.1:3000', 200],
  [LOCAL, '[::1]:3000', 200],
  [LOCAL, 'localhost', 421],
  [LOCAL, 'localhost:3001', 421],
  [LOCAL, '127.0.0.2:3000', 421],
  [LOCAL, '0.0.0.0:3000', 421],
  [LOCAL, 'rebind.example', 421],
  [LOCAL, 'rebind.example:3000', 421],
  [LOCAL, 'localhost.rebind.example:3000', 421],
  [LOCAL, 'evil@localhost:3000', 421],
  [LOCAL, 'localhost:3000@evil', 421],
  [LOCAL, 'localhost:3000/evil', 421],
  [LOCAL, '', 421],
  [{ PUBLIC_URL: 'http://127.0.0.1:8080', PORT: '3000' }, 'localhost:8080', 200],
  [{ PUBLIC_URL: 'http://127.0.0.1:8080', PORT: '3000' }, 'localhost:3000', 200],
  [{ PUBLIC_URL: 'http://localhost', PORT: '80' }, '127.0.0.1', 200],
  [PUBLIC, 'postern.example.com', 200],
  [PUBLIC, 'postern.example.com:443', 200],
  [PUBLIC, 'postern.example.com:3000', 421],
  [PUBLIC, 'localhost:3000', 421],
  [PUBLIC, '127.0.0.1:3000', 421],
])('set up as %j, pages asked for at %j are answered %d', async (values, host, status) => {
  settings(values);
  const answer = await asked(host);
  expect(answer.status).toBe(status);
  if (status === 421) {
    expect(answer.body).toContain(`Postern is set up for ${values.PUBLIC_URL}`);
    expect(answer.body).toContain('set PUBLIC_URL');
  }
});

it.each([
  '/',
  '/setup',
  '/api/setup',
  '/api/auth/csrf',
  '/_next/static/x.js',
  '/api/v2/../setup',
  '//api/v2/../setup',
  '//setup/api/v2/x/../../..',
  '/api/v2x',
  '*',
])('nothing but webhooks is served under another name: %s', async (target) => {
  settings(LOCAL);
  for (const method of ['GET', 'POST', 'OPTIONS']) {
    expect((await asked('rebind.example', { target, method })).status).toBe(421);
  }
});

it.each([
  '/api/v2/channelsbyname/general/message',
  '/company/1/api/v2/bots/x/incoming',
  '/api/v3/x?zapikey=1',
  '//api/v2/channelsbyname/general/message',
  '/\\api\\v2/x',
])('webhooks are served under whatever name: %s', async (target) => {
  settings(LOCAL);
  for (const host of ['postern:3000', 'rebind.example', '10.0.0.7']) {
    expect((await asked(host, { target, method: 'POST' })).status).toBe(200);
  }
});

it('a second Host, another one in the target, and what is said of forwarding change nothing', async () => {
  settings(LOCAL);
  const own = 'localhost:3000';
  expect((await asked(own, { more: 'Host: rebind.example\r\n' })).status).toBe(421);
  expect((await asked('rebind.example', { more: `Host: ${own}\r\n` })).status).toBe(421);
  expect((await asked(own, { target: 'http://rebind.example/setup' })).status).toBe(421);
  expect((await asked('rebind.example', { target: `http://${own}/setup` })).status).toBe(421);
  expect((await asked(own, { target: `http://${own}/setup` })).status).toBe(200);
  expect((await asked('rebind.example', { more: `X-Forwarded-Host: ${own}\r\n` })).status).toBe(421);
  expect((await asked('rebind.example', { more: `Forwarded: host="${own}"\r\n` })).status).toBe(421);
});

it('a trusted proxy is believed about the host that it was asked for', async () => {
  settings({ ...PUBLIC, TRUSTED_PROXY_HOPS: '1' });
  const through = (told: string) => asked('127.0.0.1:3000', { more: `X-Forwarded-Host: ${told}\r\n` });
  expect((await through('postern.example.com')).status).toBe(200);
  expect((await through('postern.example.com, rebind.example')).status).toBe(421);
  expect((await through('rebind.example, postern.example.com')).status).toBe(200);
  expect((await asked('postern.example.com')).status).toBe(200);
  expect((await asked('127.0.0.1:3000')).status).toBe(421);
});

it('a route answers in its own form', async () => {
  settings(LOCAL);
  const answer = await asked('rebind.example', { target: '/api/setup', method: 'POST' });
  expect(answer.head).toContain('application/problem+json');
  expect(JSON.parse(answer.body)).toMatchObject({ status: 421, code: 'misdirected_request' });
});
