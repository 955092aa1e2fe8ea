import { describe, expect, it } from 'vitest';
import { aChannel, aToken, aUser } from '@/test/support/webhooks/world';
import { MAX_BODY_BYTES } from '../call/call';
import { receive } from '../receive';

/** The possible faults of a call, in the order in which they are reported. */
const CODES = [
  'request_url_invalid',
  'request_method_invalid',
  'request_too_large',
  'authtoken_invalid',
  'channel_not_exists',
  'invalid_inputs',
] as const;
type Code = (typeof CODES)[number];

/** Makes a call with exactly these faults; returns the code of its refusal, or null when it is accepted. */
async function refusedFor(mistakes: readonly Code[]): Promise<string | null> {
  const user = await aUser();
  const [{ token }, { uniqueName }] = [await aToken(user), await aChannel(user)];
  const has = (code: Code) => mistakes.includes(code);
  const text = has('invalid_inputs') ? '{"text":' : '{"text":"x"}';
  const name = has('channel_not_exists') ? 'nowhere-at-all' : uniqueName;
  const reply = await receive({
    method: has('request_method_invalid') ? 'PUT' : 'POST',
    path: `/api/v2/channelsbyname/${name}/${has('request_url_invalid') ? 'messages' : 'message'}`,
    query: `zapikey=${has('authtoken_invalid') ? token.slice(0, -1) : token}`,
    headers: {},
    // An adapter passes no body when it is longer than MAX_BODY_BYTES.
    body: has('request_too_large') ? null : Buffer.from(text),
    sourceAddress: '',
  });
  return reply.body === null ? null : JSON.parse(reply.body).code;
}

describe('the order of checks', () => {
  it('a call with several faults is refused for the first in order', async () => {
    expect(MAX_BODY_BYTES).toBe(1024 * 1024);
    expect(await refusedFor([])).toBeNull();
    const subsets = Array.from({ length: 2 ** CODES.length - 1 }, (_, n) =>
      CODES.filter((_code, bit) => ((n + 1) >> bit) & 1),
    );
    for (const mistakes of subsets) expect(await refusedFor(mistakes), mistakes.join()).toBe(mistakes[0]);
  });

  it('path, method and size come before the token', async () => {
    for (const code of ['request_url_invalid', 'request_method_invalid', 'request_too_large'] as const) {
      expect(await refusedFor([code, 'authtoken_invalid']), code).toBe(code);
    }
  });
});
