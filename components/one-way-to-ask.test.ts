import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Each with its reason to ask the server without `fetchJson`. */
const ON_THEIR_OWN: Record<string, string> = {
  'live/live-connection.ts': 'a stream, which has no end to wait for',
  'ui/loading/chunk-failure.ts': 'only whether anybody is there',
  'ui/requests/fetch-json.ts': 'the one way itself',
  'unread/tab-badge.ts': 'a picture of the page, which goes without',
};

const files = readdirSync('components', { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?<!\.test)\.tsx?$/.test(file),
);
const source = (file: string) => readFileSync(path.join('components', file), 'utf8');

test('whatever people change or ask for has a time limit and words for having no answer', () => {
  const asking = files.filter((file) => /(?<![\w.])fetch\(/.test(source(file)));
  expect(asking.sort()).toEqual(Object.keys(ON_THEIR_OWN).sort());
});

test('no change waits for a connection to be made later, without a word', () => {
  expect(files.filter((file) => /networkMode|useOptimistic\b/.test(source(file)))).toEqual([]);
  expect(readFileSync('app/providers.tsx', 'utf8')).toContain("mutations: { networkMode: 'always' }");
});
