import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHeaderLines, readQuery } from './header-lines';
import { sampleOf } from './sample-of-call';

const call = {
  method: 'PUT',
  query: '?branch=main&run=1%2B1&tag=a&tag=b',
  headers: [
    ['content-type', 'application/json'],
    ['x-link', 'https://example.com:8443/a'],
  ] as [string, string][],
  body: { text: '{"a":1}', size: 7, cut: false, binary: false },
  bodySize: 7,
};

test('a recorded call fills method, headers, query and body as they came', () => {
  const { sample, note } = sampleOf(call);
  expect(sample).toMatchObject({ method: 'PUT', body: '{"a":1}' });
  expect(readQuery(sample.query)).toEqual({ branch: 'main', run: '1+1', tag: ['a', 'b'] });
  expect(readHeaderLines(sample.headers)).toEqual(Object.fromEntries(call.headers));
  expect(note).toBe('');
});

test.each([
  ['a body that was cut', { body: { ...call.body, cut: true } }, /beginning/],
  ['a body that is no text', { body: { ...call.body, binary: true } }, /not text/],
  ['a body that was not kept', { body: null }, /not kept/],
])('%s is said to be one', (_, change, told) => {
  expect(sampleOf({ ...call, ...change }).note).toMatch(told);
});

test('a call without a body has nothing to say, and an unknown method is sent as POST', () => {
  expect(sampleOf({ ...call, method: 'PATCH', body: null, bodySize: 0 })).toMatchObject({
    note: '',
    sample: { method: 'POST', body: '' },
  });
});

test('headers come back from their lines, whatever they hold in one line', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
  const value = fc.stringMatching(/^[!-~]{0,30}$/);
  fc.assert(
    fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (headers) => {
      const { sample } = sampleOf({ ...call, headers: Object.entries(headers) });
      expect(readHeaderLines(sample.headers)).toEqual(headers);
    }),
  );
});
