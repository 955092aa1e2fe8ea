import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  anAcceptance,
  aToken,
  aUser,
  countersOf,
  historyOf,
  messagesOf,
  select,
  type TestToken,
} from '@/test/support/webhooks/world';
import { aPlace, MANY, ONE, ran, writerWith } from '@/test/support/webhooks/writer';
import type { Acceptance } from './accept-columns';
import { cliqProfile, standardProfile } from './rate-profile';

afterEach(() => void vi.useRealTimers());

const slotsOf = (token: TestToken) =>
  select('SELECT accepted, refused, failed FROM usage_slot WHERE token_id = $1', token.id);

/** What has to be the same whichever statement wrote it. */
function without(...names: string[]) {
  return (row: object) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

describe('a plain post', () => {
  it('needs a short statement, alone or among others, and stores what it would have stored beside any call', async () => {
    const accept = writerWith();
    const { user, token, channel } = await aPlace();
    const post = () =>
      anAcceptance(token, { channelName: channel.uniqueName, body: Buffer.from('as sent'), bodySize: 7 });
    const [alone] = await accept(post());
    expect(ran).toEqual([ONE]);
    const [first, second] = await accept(post(), post());
    expect(ran).toEqual([MANY]);
    const [beside] = await accept(post(), anAcceptance(token, { channelId: channel.id }));
    expect(ran).toHaveLength(1);
    expect([ONE, MANY]).not.toContain(ran[0]);

    const { sentAtMs, seq, limits, ...verdict } = alone!;
    for (const other of [first, second, beside]) expect(other).toMatchObject(verdict);
    expect(verdict).toMatchObject({ code: null, userId: user.id, feedId: channel.feedId, botId: null });
    expect([alone, first, second, beside].map((one) => one!.seq)).toEqual([1, 2, 3, 4]);
    expect(Math.abs(sentAtMs - Date.now())).toBeLessThan(60_000);
    // Each call uses up a hundredth of a second.
    expect(limits).toEqual([6_000, 6_000]);

    const messages = (await messagesOf(channel.feedId)).slice(0, 4).map(without('seq', 'sent_at'));
    for (const message of messages) expect(message).toEqual(messages[0]);
    const history = await historyOf(token.id);
    expect(history.map((one) => one.message_seq)).toEqual(['1', '2', '3', '4', '5']);
    const kept = history.slice(0, 4).map(without('id', 'received_at', 'duration_us', 'message_seq'));
    for (const call of kept) expect(call).toEqual(kept[0]);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 5, refusals: 0 });
    expect(await slotsOf(token)).toEqual([{ accepted: 5, refused: 0, failed: 0 }]);
  });

  it('of many tokens in many channels at once is numbered, counted and limited for each', async () => {
    const accept = writerWith();
    const [here, there] = [await aPlace(), await aPlace()];
    const second = await aToken(here.user);
    const posts: [TestToken, { uniqueName: string }, number][] = [
      [here.token, here.channel, 3],
      [second, here.channel, 2],
      [there.token, there.channel, 4],
    ];
    const verdicts = await accept(
      ...posts.flatMap(([token, { uniqueName }, times]) =>
        Array.from({ length: times }, () => anAcceptance(token, { channelName: uniqueName })),
      ),
    );
    expect(ran).toEqual([MANY]);
    expect(verdicts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4]);
    const limits = (n: number) => verdicts[n]!.limits.map((us) => us / 6_000);
    expect([limits(0), limits(3), limits(5)]).toEqual([
      [5, 3],
      [5, 2],
      [4, 4],
    ]);
    for (const [token, , times] of posts) {
      expect(await countersOf(token.id)).toMatchObject({ invocations: times, refusals: 0 });
      expect(await slotsOf(token)).toEqual([{ accepted: times, refused: 0, failed: 0 }]);
    }
  });

  it('that is answered with the members needs a short statement, too, and names them to those alone who ask', async () => {
    const accept = writerWith();
    const [here, there] = [await aPlace(), await aPlace()];
    const reader = await aUser();
    await select(
      'INSERT INTO feed_member (feed_id, user_id) VALUES ($1, $2)',
      here.channel.feedId,
      reader.id,
    );
    const post = ({ token, channel }: typeof here, endpoint: 'channel_incoming' | 'channel_message') =>
      anAcceptance(token, {
        channelName: channel.uniqueName,
        endpoint,
        successStatus: endpoint === 'channel_incoming' ? 200 : 204,
      });
    const everybody = [here.user.id, reader.id].sort();
    const [alone] = await accept(post(here, 'channel_incoming'));
    expect(ran).toEqual([`${ONE}_named`]);
    expect([alone!.seq, alone!.members]).toEqual([1, everybody]);
    const verdicts = await accept(
      post(here, 'channel_incoming'),
      post(there, 'channel_incoming'),
      post(here, 'channel_message'),
      post(here, 'channel_incoming'),
    );
    expect(ran).toEqual([`${MANY}_named`]);
    expect(verdicts.map(({ members }) => members)).toEqual([everybody, [there.user.id], null, everybody]);
    expect(verdicts.map(({ seq }) => seq)).toEqual([2, 1, 3, 4]);
    const [beside] = await accept(
      post(here, 'channel_incoming'),
      anAcceptance(here.token, { channelId: here.channel.id }),
    );
    expect(beside!.members).toEqual(everybody);
  });

  it('with an idempotency key needs a short statement, and leaves behind for retries what the whole one does', async () => {
    const accept = writerWith();
    const { user, token, channel } = await aPlace();
    const keyHash = (n: number) => Buffer.alloc(32, n);
    const post = (key: number | null, more: Partial<Acceptance> = {}) =>
      anAcceptance(token, {
        channelName: channel.uniqueName,
        endpoint: 'channel_incoming',
        successStatus: 200,
        ...(key !== null && { keyHash: keyHash(key), fingerprint: Buffer.alloc(32, 9) }),
        ...more,
      });
    const firsts = [...(await accept(post(1))), ...(await accept(post(2), post(null), post(3)))];
    expect(ran).toEqual([`${MANY}_named_keyed`]);
    const whole = await accept(post(4), anAcceptance(token, { channelId: channel.id }));
    expect(ran).toHaveLength(1);
    const answers = await select<{ answer: string | null; message_seq: string }>(
      'SELECT answer, message_seq FROM invocation WHERE token_id = $1 ORDER BY message_seq',
      token.id,
    );
    expect(answers.map(({ answer }) => answer !== null)).toEqual([true, true, false, true, true, false]);
    const kept = answers.flatMap(({ answer }) => (answer ? [JSON.parse(answer)] : []));
    expect(kept.map(({ seq }) => seq)).toEqual([1, 2, 4, 5]);
    for (const [index, first] of [firsts[0], firsts[1], firsts[3], whole[0]].entries())
      expect(kept[index]).toEqual({ ...kept[3], seq: first!.seq, sentAtMs: first!.sentAtMs });
    expect(kept[3]).toMatchObject({ userId: user.id, members: [user.id], extra: null });
    const again = [...(await accept(post(1))), ...(await accept(post(2), post(5)))];
    expect(again.map(({ code }) => code)).toEqual(['replayed', 'replayed', null]);
  });

  it('with the same idempotency key as another of its batch, or of another process, is stored once', async () => {
    const { token, channel } = await aPlace();
    const post = (fingerprint = 9) =>
      anAcceptance(token, {
        channelName: channel.uniqueName,
        keyHash: Buffer.alloc(32, 1),
        fingerprint: Buffer.alloc(32, fingerprint),
      });
    const batches = [writerWith(), writerWith()].map((accept) => accept(post(), post(), post(8)));
    const codes = (await Promise.all(batches)).flat().map(({ code }) => String(code));
    expect(codes.filter((code) => code === 'null')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['null', 'replayed', 'idempotency_key_reused']));
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 1 });
  });

  it('that is refused is left to the whole statement, which records why', async () => {
    const { token, channel } = await aPlace();
    const stranger = await aToken(await aUser());
    const disabled = await aToken(await aUser(), { enabled: false });
    const ofNobody = await aToken(await aUser(), { ownerActive: false });
    const refused: [TestToken | null, string, string][] = [
      [null, channel.uniqueName, 'authtoken_invalid'],
      [token, 'nowhere', 'channel_not_exists'],
      [stranger, channel.uniqueName, 'access_denied'],
      [disabled, channel.uniqueName, 'authtoken_invalid'],
      [ofNobody, channel.uniqueName, 'authtoken_invalid'],
    ];
    for (const [from, channelName, code] of refused) {
      const bad = () => anAcceptance(from, { channelName });
      const [alone] = await writerWith()(bad());
      expect(ran).toHaveLength(2);
      expect(ran[0]).toBe(ONE);
      const good = await aPlace();
      const [among, spared] = await writerWith()(
        bad(),
        anAcceptance(good.token, { channelName: good.channel.uniqueName }),
      );
      expect(ran).toHaveLength(2);
      expect(ran[0]).toBe(MANY);
      expect([alone?.code, among?.code, spared?.code]).toEqual([code, code, null]);
      expect(await countersOf(good.token.id)).toMatchObject({ invocations: 1, refusals: 0 });
      if (from) expect((await historyOf(from.id)).map(({ outcome }) => outcome)).toEqual([code, code]);
      if (from) expect(await countersOf(from.id)).toMatchObject({ invocations: 0, refusals: 2 });
    }
    expect(await messagesOf(channel.feedId)).toEqual([]);
  });

  it('is not tried as one for a moment after a refusal', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const accept = writerWith();
    const { token, channel } = await aPlace();
    const post = () => anAcceptance(token, { channelName: channel.uniqueName });
    await accept(anAcceptance(null, { channelName: channel.uniqueName }));
    await accept(post());
    expect(ran).not.toContain(ONE);
    vi.advanceTimersByTime(100);
    await accept(post());
    expect(ran).toEqual([ONE]);
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
  });

  it('uses up the limits like any other call, to the last one', async () => {
    const accept = writerWith(standardProfile(100, 3));
    const { token, channel } = await aPlace();
    const codes: (string | null)[] = [];
    for (let n = 0; n < 4; n++) {
      const [verdict] = await accept(anAcceptance(token, { channelName: channel.uniqueName }));
      codes.push(verdict!.code);
    }
    expect(codes).toEqual([null, null, null, 'rate_limit_exceeded']);
    expect(await messagesOf(channel.feedId)).toHaveLength(3);
  });

  it.each([
    ['its token’s', standardProfile(100, 3), 3],
    ['its owner’s', standardProfile(5, 100), 5],
  ])('among others uses up %s limit to the last one', async (_, profile, limit) => {
    const { user, token, channel } = await aPlace();
    const tokens = limit === 3 ? [token] : [token, await aToken(user)];
    const calls = (count: number) =>
      Array.from({ length: count }, (__, n) =>
        anAcceptance(tokens[n % tokens.length]!, { channelName: channel.uniqueName }),
      );
    expect((await writerWith(profile)(...calls(limit - 1))).map(({ code }) => code)).not.toContain(
      'rate_limit_exceeded',
    );
    expect(ran).toEqual([MANY]);
    const codes = (await writerWith(profile)(...calls(2))).map(({ code }) => code);
    expect(codes).toEqual([null, 'rate_limit_exceeded']);
    expect(ran).toHaveLength(2);
    expect(await messagesOf(channel.feedId)).toHaveLength(limit);
  });

  it('is any other call where limits count cards', async () => {
    const { token, channel } = await aPlace();
    const [verdict] = await writerWith(cliqProfile())(
      anAcceptance(token, { channelName: channel.uniqueName }),
    );
    expect(verdict?.code).toBeNull();
    expect(ran).not.toContain(ONE);
  });
});
