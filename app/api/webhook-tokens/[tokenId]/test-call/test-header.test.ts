import { describe, expect, test } from 'vitest';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { env } from '@/lib/env';
import { makeProof, PROOF_LIFETIME_MS, TEST_HEADER } from '@/lib/trial-calls/proof';
import { testCallBench } from '@/test/support/test-calls';
import { aBot, aToken, countersOf } from '@/test/support/webhooks/world';

const { here, send, call, outcomes, texts } = testCallBench();

describe('the header that says so', () => {
  const hashOf = (key: string) => keyedHash(key);

  test('counts once: sent again, also by twenty at once, it posts and counts nothing more', async () => {
    const proof = makeProof(hashOf(here.token.token));
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(proof)));
    expect(new Set(answers)).toEqual(new Set([204]));
    expect(await call(proof)).toBe(204);
    expect(await texts()).toHaveLength(1);
    expect((await outcomes()).toSorted()).toEqual([...Array.from({ length: 20 }, () => 'replayed'), 'test']);
    expect(await countersOf(here.token.id)).toMatchObject({ invocations: 0 });
  });

  test('that was sent with a test cannot be used again', async () => {
    await send();
    const proof = String(here.seen[0]![TEST_HEADER]);
    await call(proof);
    expect(await texts()).toHaveLength(1);
    expect(await outcomes()).toEqual(['test', 'replayed']);
  });

  test('has no effect again on what a handler keeps either', async () => {
    const bot = await aBot(here.owner, {
      handlerCode: 'function handler() { return { text: "Call " + store.increment("n") }; }',
    });
    const proof = makeProof(hashOf(here.token.token));
    const url = `${env().publicUrl.origin}/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${here.token.token}`;
    const post = (headers = {}) => fetch(url, { method: 'POST', headers, body: '{}' });
    for (let times = 1; times <= 3; times++) await post({ [TEST_HEADER]: proof });
    await post();
    expect(await texts(bot.feedId)).toEqual([expect.stringContaining('Call 1'), 'Call 2']);
  });

  test('forged, over, or made for another token it means nothing: the call counts', async () => {
    const mine = makeProof(hashOf(here.token.token));
    const other = await aToken(here.owner);
    const [version, expires, nonce, signature] = mine.split('.') as [string, string, string, string];
    const forged = [
      '1',
      'true',
      mine.slice(0, -1) + (mine.endsWith('A') ? 'E' : 'A'),
      [version, String(Number(expires) + 1), nonce, signature].join('.'),
      [version, expires, '0'.repeat(32), signature].join('.'),
      makeProof(hashOf(here.token.token), Date.now() - PROOF_LIFETIME_MS),
      makeProof(hashOf(other.token)),
      `${mine}, ${mine}`,
    ];
    for (const proof of forged) expect(await call(proof)).toBe(204);
    expect(new Set(await outcomes())).toEqual(new Set(['accepted']));
    expect(await countersOf(here.token.id)).toMatchObject({ invocations: forged.length });
    expect(new Set(await texts())).toEqual(new Set(['Mine']));
  });
});
