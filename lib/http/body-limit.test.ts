import { expect, it } from 'vitest';
import { z } from 'zod';
import { MAX_BODY_BYTES, readBodyText } from './body-limit';
import { route } from './route';

const handle = route({ gate: 'public', body: z.object({ name: z.string() }) }, async ({ body }) => body);
const send = (init: RequestInit) =>
  handle(new Request('http://localhost/api/x', { method: 'POST', ...init }), { params: Promise.resolve({}) });

/** A body of this many pieces without an announced length; `pulled` tells how many were read. */
function stream(pieces: number, bytes: number) {
  const pulled = { count: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (pulled.count === pieces) return controller.close();
      pulled.count++;
      controller.enqueue(new Uint8Array(bytes).fill(0x20));
    },
    cancel() {
      pulled.cancelled = true;
    },
  });
  return { body, pulled };
}

it('a body that announces more than the limit is refused unread, with the limit in the answer', async () => {
  const { body, pulled } = stream(2, 10);
  const headers = { 'content-length': String(MAX_BODY_BYTES + 1) };
  const response = await send({ body, headers, duplex: 'half' } as RequestInit);
  expect(response.status).toBe(413);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ code: 'request_too_large', field: 'body', limit: 262_144 });
  expect(pulled.count).toBeLessThanOrEqual(1);
});

it('a body without a length is read no further than the limit', async () => {
  const { body, pulled } = stream(10_000, 64 * 1024);
  expect((await send({ body, duplex: 'half' } as RequestInit)).status).toBe(413);
  expect(pulled.count).toBeLessThanOrEqual(6);
  expect(pulled.cancelled).toBe(true);
});

it('bytes are counted, not characters', async () => {
  const text = JSON.stringify({ name: '€'.repeat(100_000) });
  expect((await send({ body: text })).status).toBe(413);
  const fits = JSON.stringify({ name: 'x'.repeat(MAX_BODY_BYTES - 11) });
  expect(Buffer.byteLength(fits)).toBe(MAX_BODY_BYTES);
  expect((await send({ body: fits })).status).toBe(200);
  expect((await send({ body: `${fits} ` })).status).toBe(413);
});

it('a body that does not arrive is given up', async () => {
  const body = new ReadableStream({ start() {} });
  const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
  await expect(readBodyText(request, 20)).rejects.toMatchObject({ code: 'request_timeout', status: 408 });
});
