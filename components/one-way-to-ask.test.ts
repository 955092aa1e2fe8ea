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

/** Each with its reason to send without `useChange`. */
const NO_CHANGES: Record<string, string> = {
  'extensions/app-credentials.tsx': 'reveals an app key; a new one is made with useChange',
  'handlers/trial/recorded-calls.tsx': 'fetches a recorded call',
  'handlers/trial/trial-panel.tsx': 'a test run, which stores nothing',
  'shell/use-change.ts': 'the one way itself',
  'signatures/preview-button.tsx': 'tries settings on earlier calls',
  'webhook-tokens/generate-dialog.tsx':
    'puts the new token into the list itself, and asks again when the answer is lost',
  'webhook-tokens/url/endpoint-list.tsx': 'reveals URLs',
  'webhook-tokens/use-token-changes.ts':
    'shows a wish while it is asked, and tells by the list of tokens whether it was done',
  'webhook-url/send-test.tsx': 'a call for trial, which shows its own outcome',
};

const files = readdirSync('components', { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?<!\.test)\.tsx?$/.test(file),
);
const source = (file: string) => readFileSync(path.join('components', file), 'utf8');

test('whatever people change or ask for has a time limit and words for having no answer', () => {
  const asking = files.filter((file) => /(?<![\w.])fetch\(/.test(source(file)));
  expect(asking.sort()).toEqual(Object.keys(ON_THEIR_OWN).sort());
});

test('whatever people change is asked about when its answer was lost, in one way', () => {
  const sending = files.filter((file) => /\buseMutation\(/.test(source(file)));
  expect(sending.sort()).toEqual(Object.keys(NO_CHANGES).sort());
});

test('no change waits for a connection to be made later, without a word', () => {
  expect(files.filter((file) => /networkMode|useOptimistic\b/.test(source(file)))).toEqual([]);
  expect(readFileSync('app/providers.tsx', 'utf8')).toContain("mutations: { networkMode: 'always' }");
});
