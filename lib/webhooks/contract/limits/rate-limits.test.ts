import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { env } from '@/lib/env';
import { toChannel } from '@/test/support/webhooks/targets';
import {
  aChannel,
  anAcceptance,
  aToken,
  aUser,
  countersOf,
  messagesOf,
  type TestToken,
} from '@/test/support/webhooks/world';
import { acceptWriter } from '../../accept/accept';
import type { Acceptance } from '../../accept/acceptance';
import type { Verdict } from '../../accept/verdict';
import { cliqProfile, type RateProfile, standardProfile } from '../../limits/profile';

const pools: pg.Pool[] = [];
afterAll(() => Promise.all(pools.map((one) => one.end())));

/** Two simulated processes under the same limits. */
function processes(profile: RateProfile) {
  return [1, 2].map(() => {
    const connections = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
    pools.push(connections);
    const writer = acceptWriter(connections, profile);
    return (call: Acceptance) => writer.add(call, 100);
  });
}

async function world(profile: RateProfile) {
  const user = await aUser();
  const [tokens, channel] = [[await aToken(user), await aToken(user)], await aChannel(user)];
  const call = (token: TestToken, more: Partial<Acceptance> = {}) =>
    anAcceptance(token, { ...toChannel(channel.uniqueName), ...more });
  const [first, second] = processes(profile);
  return { user, token: tokens[0]!, other: tokens[1]!, channel, call, first: first!, second: second! };
}

const accepted = (verdicts: Verdict[]) => verdicts.filter(({ code }) => code === null).length;
const refused = (verdicts: Verdict[]) => verdicts.filter(({ code }) => code === 'rate_limit_exceeded').length;
describe('two processes under the profile standard', () => {
  // So few a minute that hardly any call becomes free during the test.
  const slow = standardProfile;

  it('admits exactly the limit of a token, from fifty calls at once in two processes', async () => {
    const { token, channel, call, first, second } = await world(slow(1_000, 20));
    const verdicts = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? first : second)(call(token))),
    );
    // At most one slot of three seconds may have passed.
    expect(accepted(verdicts)).toBeGreaterThanOrEqual(20);
    expect(accepted(verdicts)).toBeLessThanOrEqual(21);
    expect(refused(verdicts)).toBe(50 - accepted(verdicts));
    expect(await messagesOf(channel.feedId)).toHaveLength(accepted(verdicts));
    expect(await countersOf(token.id)).toMatchObject({
      invocations: accepted(verdicts),
      refusals: refused(verdicts),
    });
  });

  it('admits exactly the limit of a user over all tokens', async () => {
    const { token, other, call, first, second } = await world(slow(10, 8));
    const verdicts = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? first : second)(call(n % 3 ? token : other))),
    );
    expect(accepted(verdicts)).toBe(10);
  });

  it('in one batch: a token over its limit takes nothing from the other', async () => {
    const { token, other, call, first } = await world(slow(30, 10));
    const verdicts = await Promise.all(
      Array.from({ length: 40 }, (_, n) => first(call(n < 30 ? token : other))),
    );
    expect(accepted(verdicts.slice(0, 30))).toBe(10);
    expect(accepted(verdicts.slice(30))).toBe(10);
  });
});

describe('two processes under the profile cliq', () => {
  it('admits exactly fifty of a hundred at once, over all tokens', async () => {
    const { token, other, call, first, second } = await world(cliqProfile());
    const verdicts = await Promise.all(
      Array.from({ length: 100 }, (_, n) => (n % 2 ? first : second)(call(n % 3 ? token : other))),
    );
    expect(accepted(verdicts)).toBe(50);
  });
});
