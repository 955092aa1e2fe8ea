import { expect, it } from 'vitest';
import { aPerson, ask } from '@/test/support/people/person';
import { GET } from './route';

const TOKEN = '019be7a2-0000-7000-8000-00000000abcd';

it('signed out: 401', async () => {
  expect(await ask(GET, { query: '?feeds=1:0' })).toMatchObject({
    status: 401,
    json: { code: 'sign_in_required' },
  });
});

it.each([
  '',
  '?feeds=',
  '?feeds=x',
  '?feeds=0:1',
  '?feeds=1:-1',
  '?feeds=2147483648:0',
  '?feeds=1:2:3',
  '?tokens=x',
  '?handlers=x',
  '?handlers=1',
  `?feeds=1:0&handlers=${Array.from({ length: 50 }, (_, index) => `${index + 1}:0`).join()}`,
  '?unread=yes',
  `?feeds=${Array.from({ length: 51 }, (_, index) => `${index + 1}:0`).join()}`,
  `?tokens=${Array(51).fill(TOKEN).join()}`,
])('%s: 400', async (query) => {
  expect(await ask(GET, { query, person: await aPerson() })).toMatchObject({
    status: 400,
    json: { code: 'invalid_input' },
  });
});

it('not stepped up, or somebody else: what cannot be read ends, and with it the stream', async () => {
  for (const [person, why] of [
    [await aPerson(null), 'step_up'],
    [await aPerson(0), 'membership'],
  ] as const) {
    const { response } = await ask(GET, {
      query: `?feeds=2147483647:0&tokens=${TOKEN}&handlers=2147483647:0`,
      person,
    });
    const text = await response.text();
    expect(text).toContain('topic: feed/2147483647\nevent: end\ndata: membership\n');
    expect(text).toContain('topic: handler/2147483647\nevent: end\ndata: membership\n');
    expect(text).toContain(`topic: token/${TOKEN}\nevent: end\ndata: ${why}\n`);
  }
});
