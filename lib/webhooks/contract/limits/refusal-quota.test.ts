import { describe, expect, it } from 'vitest';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { listInvocations } from '@/lib/webhook-tokens/list-invocations';
import { listTokens } from '@/lib/webhook-tokens/list-tokens';
import { REFUSAL_QUOTA } from '@/lib/webhook-tokens/policies/refusal-quota-policy';
import { tokenChart } from '@/lib/webhook-tokens/token-chart';
import { toChannel } from '@/test/support/webhooks/targets';
import {
  aChannel,
  anAcceptance,
  aToken,
  aUser,
  countersOf,
  historyOf,
  select,
  type TestToken,
} from '@/test/support/webhooks/world';
import { writerWith } from '@/test/support/webhooks/writer';
import type { Acceptance } from '../../accept/acceptance';
import type { Verdict } from '../../accept/verdict';

/** The token's owner as after the gate. */
const asSteppedUp = (user: { id: string }) => ({ ...user, at: new Date() }) as SteppedUpUser;

const HOUR_MS = 3_600_000;

const patience = { signal: new AbortController().signal };

const hourNow = () => Math.floor(Date.now() / HOUR_MS);

/** The quota is one hour's: what a new hour fell into is done again, with a token of its own. */
const inOneHour = (act: () => Promise<void>) => async () => {
  const begun = hourNow();
  await act().catch((error) => {
    if (hourNow() === begun) throw error;
    return act();
  });
};

const BODY = Buffer.alloc(20_000, 'b');

async function world() {
  const user = await aUser();
  const token = await aToken(user, { enabled: false });
  const channel = await aChannel(user);
  return { user, token, channel };
}

function refused(token: TestToken, channelName: string, more: Partial<Acceptance> = {}) {
  return anAcceptance(token, { ...toChannel(channelName), body: BODY, bodySize: BODY.length, ...more });
}

async function omittedOf(tokenId: string) {
  const [row] = await select<{ refused: number; failed: number }>(
    'SELECT coalesce(sum(refused), 0)::int AS refused, coalesce(sum(failed), 0)::int AS failed FROM omitted_refusal WHERE token_id = $1',
    tokenId,
  );
  return row!;
}

async function account(tokenId: string) {
  const rows = await historyOf(tokenId);
  const { refusals } = await countersOf(tokenId);
  const omitted = await omittedOf(tokenId);
  const bodies = rows.filter(({ body }) => body !== null);
  return { rows, refusals, omitted: omitted.refused + omitted.failed, bodies };
}

describe('a token that goes on being refused', () => {
  it(
    'fills no more of the history than its quota, counted exactly, with two writers at once',
    inOneHour(async () => {
      const { user, token, channel } = await world();
      const [one, other] = [writerWith(), writerWith()];
      const calls = REFUSAL_QUOTA.rows * 2 + 137;
      const verdicts: Verdict[] = [];
      const sentAt: number[] = [];
      for (let begun = 0; begun < calls; ) {
        const some = Math.min(200, calls - begun);
        const sent = Array.from({ length: some }, (_, n) => {
          const call = refused(token, channel.uniqueName);
          sentAt.push(call.receivedAt.getTime());
          return (n % 2 ? one : other)(call);
        });
        verdicts.push(...(await Promise.all(sent)).flat());
        begun += some;
      }
      expect(new Set(verdicts.map(({ code }) => code))).toEqual(new Set(['authtoken_invalid']));

      const { rows, refusals, omitted, bodies } = await account(token.id);
      expect(refusals).toBe(calls);
      // Includes calls beyond the quota, which have no row.
      expect((await countersOf(token.id)).lastRefusedAt).toEqual(new Date(Math.max(...sentAt)));
      expect(rows.length + omitted).toBe(calls);
      expect(rows).toHaveLength(REFUSAL_QUOTA.rows);
      expect(bodies).toHaveLength(REFUSAL_QUOTA.bodies);
      for (const { body } of bodies) expect(body).toHaveLength(REFUSAL_QUOTA.bodyBytes);
      expect(rows.every((row) => row.body_size === BODY.length)).toBe(true);

      const chart = await tokenChart(asSteppedUp(user), token.id, '1h', new Date());
      expect(chart.buckets.reduce((sum, bucket) => sum + bucket.refused, 0)).toBe(calls);
      const slots = await db().usageSlot.findMany({
        where: { tokenId: token.id },
        select: { refused: true },
      });
      expect(slots.reduce((sum, slot) => sum + slot.refused, 0)).toBe(calls);
    }),
  );

  it(
    'shows in the history how many more there were, on one page only, and not under other filters',
    inOneHour(async () => {
      const { user, token, channel } = await world();
      const send = writerWith();
      for (let begun = 0; begun < REFUSAL_QUOTA.rows + 100; begun += 100) {
        await send(...Array.from({ length: 100 }, () => refused(token, channel.uniqueName)));
      }
      const omitted = await omittedOf(token.id);
      const pages = [];
      let before: string | undefined;
      do {
        const page = await listInvocations(asSteppedUp(user), token.id, { before }, patience);
        pages.push(page);
        before = page.nextBefore ?? undefined;
      } while (before);
      const counts = pages.flatMap((page) => page.omitted.map(({ count }) => count));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(omitted.refused);
      expect(pages[0]?.omitted).toHaveLength(1);
      const { from, until } = pages[0]!.omitted[0]!;
      expect(Date.parse(until) - Date.parse(from)).toBe(HOUR_MS);
      for (const filters of [{ outcome: 'accepted' }, { search: 'x' }, { endpoint: 'y' }] as const) {
        expect((await listInvocations(asSteppedUp(user), token.id, filters, patience)).omitted).toEqual([]);
      }
    }),
  );

  it('keeps its count and the time of the last when retention has removed the calls', async () => {
    const { user, token, channel } = await world();
    const send = writerWith();
    for (let begun = 0; begun < REFUSAL_QUOTA.rows + 20; begun += 40) {
      await send(...Array.from({ length: 40 }, () => refused(token, channel.uniqueName)));
    }
    const [before] = await listTokens(asSteppedUp(user));
    expect(before).toMatchObject({ refusals: 520, invocations: 0, lastInvokedAt: null });
    for (const table of ['invocation', 'omitted_refusal', 'usage_slot'])
      await select(`DELETE FROM ${table} WHERE token_id = $1`, token.id);
    const [after] = await listTokens(asSteppedUp(user));
    expect(after).toMatchObject({ refusals: 520, lastRefusedAt: before!.lastRefusedAt });
    await send(refused(token, channel.uniqueName));
    expect((await listTokens(asSteppedUp(user)))[0]).toMatchObject({ refusals: 521 });
  });

  it('begins anew with the next hour', async () => {
    const { token, channel } = await world();
    await db().webhookToken.update({
      where: { id: token.id },
      data: { refusalHour: new Date(Date.now() - 2 * HOUR_MS), refusalsInHour: 1_000_000 },
      select: { id: true },
    });
    await writerWith()(refused(token, channel.uniqueName));
    const row = await db().webhookToken.findUniqueOrThrow({
      where: { id: token.id },
      select: { refusalsInHour: true, refusalHour: true },
    });
    expect(row.refusalsInHour).toBe(1);
    expect(row.refusalHour!.getTime() % HOUR_MS).toBe(0);
    expect(await historyOf(token.id)).toHaveLength(1);
  });

  it(
    'never takes a row from accepted calls, alone or beside them',
    inOneHour(async () => {
      const user = await aUser();
      const token = await aToken(user);
      const channel = await aChannel(user);
      await db().webhookToken.update({
        where: { id: token.id },
        data: {
          refusalHour: new Date(hourNow() * HOUR_MS),
          refusalsInHour: 1_000_000,
        },
        select: { id: true },
      });
      const send = writerWith();
      const good = () =>
        anAcceptance(token, { ...toChannel(channel.uniqueName), body: BODY, bodySize: BODY.length });
      const bad = () => anAcceptance(token, { ...toChannel('nowhere'), body: BODY, bodySize: BODY.length });
      await send(good(), bad(), good(), bad(), good());
      await send(good());
      await send(bad());
      const rows = await historyOf(token.id);
      expect(rows.map(({ outcome }) => outcome)).toEqual(Array(4).fill('accepted'));
      expect(rows.every(({ body }) => body?.length === BODY.length)).toBe(true);
      expect((await omittedOf(token.id)).refused).toBe(3);
    }),
  );
});
