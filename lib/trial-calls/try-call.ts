import 'server-only';
import { countPerMinute } from '@/lib/accounts/attempts/count-per-minute';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { AppError, isAppError, notFound } from '@/lib/errors';
import { readMessageContent } from '@/lib/messages/content';
import { targetOf, urlWithKey } from '@/lib/snippets/snippet';
import { tools } from '@/lib/snippets/tools';
import { readInvocation } from '@/lib/webhook-tokens/read-invocation';
import { openForTest } from '@/lib/webhook-tokens/reveal-endpoints';
import { deliver } from './deliver';
import type { TestCall } from './dto';
import { problemOf } from './problem-of';
import { makeProof, TEST_HEADER } from './proof';
import { readyMessage, sampleOf } from './samples';
import type { TestCallChoice } from './schema';

const TESTS_PER_MINUTE = 10;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MASKED = '••••••';

/**
 * Sends a service's sample to the public address of an endpoint, as that service would, and reports the outcome. The
 * address always belongs to this installation; the caller chooses only the endpoint.
 * @throws {AppError} `not_found` for a target that the user may not use, `too_many_attempts` with `retryAfterS`.
 */
export async function tryCall(
  user: SteppedUpUser,
  tokenId: string,
  choice: TestCallChoice,
): Promise<TestCall> {
  const retryAfterS = await countPerMinute(`test-calls|${user.id}`, TESTS_PER_MINUTE);
  if (retryAfterS > 0) {
    const message = `You have sent ${TESTS_PER_MINUTE} tests within a minute. Try again in ${retryAfterS} s.`;
    throw new AppError('too_many_attempts', message, { retryAfterS });
  }
  const endpoint = await openForTest(user, tokenId, choice);
  const isReady = endpoint.id.endsWith('_message');
  const sample = isReady ? readyMessage : sampleOf(choice.service);
  if (!sample) throw notFound('sample');

  const target = targetOf(endpoint.url, isReady ? 'message' : 'incoming');
  // As the service would: some can send a header, others only call a URL.
  const isInHeader = isReady || tools.some(({ id }) => id === choice.service);
  const url = new URL(isInHeader ? target.url : urlWithKey(target));
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Postern',
    ...sample.headers,
    ...(isInHeader && { Authorization: `Bearer ${target.key}` }),
  };
  const proof = makeProof(keyedHash(target.key));
  const delivery = await deliver({ url, headers: { ...headers, [TEST_HEADER]: proof }, body: sample.body });
  const call = await recorded(user, tokenId, delivery.answer?.requestId ?? null);
  const mask = masking([target.key, url.searchParams.get('appkey') ?? '']);
  return {
    request: {
      method: 'POST',
      url: mask(url.href),
      headers: Object.entries(headers).map(([name, value]) => [name, mask(value)]),
      body: sample.body,
    },
    answer: delivery.answer && { status: delivery.answer.status, body: mask(delivery.answer.body) },
    tookMs: delivery.tookMs,
    problem: problemOf(delivery, url, call?.outcome ?? null),
    invocationId: call?.id ?? null,
    message: call?.message ? { ...call.message, content: readMessageContent(call.message.content) } : null,
  };
}

/** The call's row in this token's history; null when another server answered. */
async function recorded(user: SteppedUpUser, tokenId: string, requestId: string | null) {
  if (requestId === null || !UUID.test(requestId)) return null;
  try {
    return await readInvocation(user, tokenId, requestId);
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
}

/** Masks secrets, also percent-encoded; the beginning of a key stays visible. */
function masking(secrets: readonly string[]) {
  const known = secrets.filter(Boolean);
  return (text: string) =>
    known.reduce((masked, secret) => {
      const shown = secret.startsWith('1001.') ? `${secret.slice(0, 13)}…${MASKED}` : MASKED;
      return masked.replaceAll(secret, shown).replaceAll(encodeURIComponent(secret), shown);
    }, text);
}
