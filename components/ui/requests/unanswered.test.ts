import { once } from 'node:events';
import { expect, test } from 'vitest';
import { unansweredText, withPatience } from './unanswered';

test('a request that takes too long is ended, and known to have been late', async () => {
  const patience = withPatience(undefined, 1);
  await once(patience.signal, 'abort');
  expect(patience.isLate()).toBe(true);
});

test('a request that whoever made it ends is ended at once, and was not late', () => {
  const leaving = new AbortController();
  const patience = withPatience(leaving.signal, 60_000);
  leaving.abort();
  expect(patience.signal.aborted).toBe(true);
  expect(patience.isLate()).toBe(false);
  patience.end();
});

test('one that was ended before it began never begins', () => {
  const patience = withPatience(AbortSignal.abort(), 60_000);
  expect(patience.signal.aborted).toBe(true);
  patience.end();
});

test('only being offline is certain to have changed nothing', () => {
  expect(unansweredText('offline', true)).toContain('nothing has changed');
  for (const code of ['no_connection', 'no_answer'] as const) {
    expect(unansweredText(code, true)).toContain('not certain');
    expect(unansweredText(code, false)).not.toContain('changed');
  }
});
