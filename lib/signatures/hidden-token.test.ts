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

test.each([
  'x-telegram-bot-api-secret-token',
  'x-hook-secret',
  'x-api-key',
  'apikey',
  'x-auth-token',
  'x-access-key',
  'x-shared_secret',
  'x-webhook-password',
])('the value of %s is hidden', (name) => {
  expect(hiddenTokens({ [name]: SECRET })[name]).toMatch(/^hidden \([0-9a-f]{16}\)$/);
});

test.each([
  'x-hub-signature-256',
  'stripe-signature',
  'idempotency-key',
  'x-github-hook-id',
  'authorization-type',
])('the value of %s is shown', (name) => {
  expect(hiddenTokens({ [name]: 'shown' })).toEqual({ [name]: 'shown' });
});

test('the secret’s owner recognises it, and another secret looks different', () => {
  const hidden = hiddenTokens({ 'x-gitlab-token': SECRET });
  expect(withTokens(hidden, ['another', SECRET])).toEqual({ 'x-gitlab-token': SECRET });
  expect(withTokens(hidden, ['another'])).toEqual(hidden);
  expect(hiddenTokens({ 'x-gitlab-token': 'another' })).not.toEqual(hidden);
});
