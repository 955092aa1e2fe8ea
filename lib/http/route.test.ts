import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { route } from './route';

const texts = z.object({ name: z.string(), more: z.record(z.string(), z.string()).default({}) });
const handle = route(
  { gate: 'public', body: texts, query: z.object({ q: z.string().default('') }) },
  async (input) => ({
    ...input.body,
    ...input.query,
  }),
);

describe('a route', () => {
  it.each([
    ['NUL in the body', '', { name: 'a\0b' }, 'name'],
    ['half a surrogate pair in the body', '', { name: 'a\ud800b' }, 'name'],
    ['NUL deeper down', '', { name: 'a', more: { b: '\0' } }, 'more.b'],
    ['NUL as a key', '', { name: 'a', more: { '\0': 'b' } }, 'more'],
    ['NUL in the query', '?q=a%00', { name: 'a' }, 'q'],
  ])('refuses %s with 400 and names the field', async (_, query, body, field) => {
    const response = await send(query, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_input', field });
  });

  it('takes every whole character', async () => {
    const response = await send('?q=%F0%9F%98%80', { name: 'a\u{1F600}\n\u00e4' });
    expect(await response.json()).toEqual({ name: 'a\u{1F600}\n\u00e4', more: {}, q: '\u{1F600}' });
  });

  function send(query: string, body: unknown) {
    const request = new Request(`http://localhost/api/x${query}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return handle(request, { params: Promise.resolve({}) });
  }
});
