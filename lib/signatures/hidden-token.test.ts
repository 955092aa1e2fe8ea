import { expect, test } from 'vitest';
import { readRequestRecord } from '@/lib/webhooks/call/request-record';
import { hiddenTokens, withTokens } from './hidden-token';

const SECRET = 'a secret token';

test('a header that holds a secret is hidden in what the history keeps, also in rows from before', () => {
  const older = JSON.stringify({
    method: 'POST',
    headers: { 'x-gitlab-token': SECRET, 'user-agent': 'GitLab/17' },
  });
  const { headers } = readRequestRecord(older);
  expect(headers).toEqual({
    'x-gitlab-token': expect.stringMatching(/^hidden \([0-9a-f]{16}\)$/),
    'user-agent': 'GitLab/17',
  });
  expect(hiddenTokens(headers)).toEqual(headers);
});

test('the secret’s owner recognises it, and another secret looks different', () => {
  const hidden = hiddenTokens({ 'x-gitlab-token': SECRET });
  expect(withTokens(hidden, ['another', SECRET])).toEqual({ 'x-gitlab-token': SECRET });
  expect(withTokens(hidden, ['another'])).toEqual(hidden);
  expect(hiddenTokens({ 'x-gitlab-token': 'another' })).not.toEqual(hidden);
});
