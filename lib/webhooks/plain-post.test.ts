import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { env } from '@/lib/env';
import { acceptWriter } from './accept';
import type { Acceptance } from './accept-columns';
import { cliqProfile, standardProfile } from './rate-profile';
import {
  aChannel,
  anAcceptance,
  aToken,
  aUser,
  countersOf,
  historyOf,
  messagesOf,
  select,
  type TestToken,
} from './test-world';

const PLAIN = 'postern_accept_plain';

const connections = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
/** The statements that ran, in order. */
const ran: string[] = [];
connections.on('connect', (client) => {
  const query = client.query.bind(client) as (statement: unknown) => Promise<unknown>;
  client.query = ((statement: { name?: string }) => {
    if (statement.name) ran.push(statement.name);
    return query(statement);
  }) as typeof client.query;
});
afterAll(() => connections.end());

const PLENTY = standardProfile(10_000, 10_000);

function writerWith(profile = PLENTY) {
  const writer = acceptWriter(connections, profile);
  return (...calls: Acceptance[]) => {
    ran.length = 0;
    return Promise.all(calls.map((call) => writer.add(call, 100)));
  };
}

async function aPlace() {
  const user = await aUser();
  return { user, token: await aToken(user), channel: await aChannel(user) };
}

const slotsOf = (token: TestToken) =>
  select('SELECT accepted, refused, failed FROM usage_slot WHERE token_id = $1', token.id);

describe('a plain post', () => {
  it('alone needs one statement, and stores what it would have stored among others', async () => {
    const accept = writerWith();
    const { user, token, channel } = await aPlace();
    const post = () =>
      anAcceptance(token, { channelName: channel.uniqueName, body: Buffer.from('as sent'), bodySize: 7 });
    const [alone] = await accept(post());
    expect(ran).toEqual([PLAIN]);
    const [first] = await accept(post(), post());
    expect(ran).not.toContain(PLAIN);

    const { sentAtMs, seq, limits, ...verdict } = alone!;
    expect(first).toMatchObject(verdict);
    expect(verdict).toMatchObject({ code: null, userId: user.id, feedId: channel.feedId, botId: null });
    expect([seq, first?.seq]).toEqual([1, 2]);
    expect(Math.abs(sentAtMs - Date.now())).toBeLessThan(60_000);
    // One call is used up, two calls later three are: each is a hundredth of a second.
    expect(limits).toEqual([6_000, 6_000]);

    const messages = await messagesOf(channel.feedId);
    const common = ({ seq: _, sent_at: __, ...rest }: Record<string, unknown>) => rest;
    expect(common(messages[0]!)).toEqual(common(messages[1]!));
    const history = await historyOf(token.id);
    const kept = ({
      id: _,
      received_at: __,
      duration_us: ___,
      message_seq: ____,
      ...rest
    }: object & Record<string, unknown>) => rest;
    expect(history).toHaveLength(3);
    expect(kept(history[0]!)).toEqual(kept(history[1]!));
    expect(history.map((one) => one.message_seq)).toEqual(['1', '2', '3']);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 3, refusals: 0 });
    expect(await slotsOf(token)).toEqual([{ accepted: 3, refused: 0, failed: 0 }]);
  });

  it('that is refused is left to the whole statement, which records why', async () => {
    const accept = writerWith();
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
      const [verdict] = await accept(anAcceptance(from, { channelName }));
      expect(verdict?.code).toBe(code);
      expect(ran[0]).toBe(PLAIN);
      expect(ran).toHaveLength(2);
      if (from) expect((await historyOf(from.id)).map(({ outcome }) => outcome)).toEqual([code]);
      if (from) expect(await countersOf(from.id)).toMatchObject({ invocations: 0, refusals: 1 });
    }
    expect(await messagesOf(channel.feedId)).toEqual([]);
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

  it('is any other call where limits count cards', async () => {
    const { token, channel } = await aPlace();
    const [verdict] = await writerWith(cliqProfile())(
      anAcceptance(token, { channelName: channel.uniqueName }),
    );
    expect(verdict?.code).toBeNull();
    expect(ran).not.toContain(PLAIN);
  });
});

describe('a plain post that waits for a change', () => {
  /** Sends one call while a change to what it needs is not yet committed; it is committed once the call waits for it. */
  async function during(change: string, parameter: string) {
    const { token, channel, user } = await aPlace();
    const accept = writerWith();
    const changing = await new pg.Pool({ connectionString: env().DATABASE_URL, max: 1 }).connect();
    await changing.query('BEGIN');
    const value = { token: token.id, user: user.id, feed: channel.feedId }[parameter];
    await changing.query(change, [value]);
    const verdict = accept(anAcceptance(token, { channelName: channel.uniqueName }));
    const [{ pid }] = (await changing.query('SELECT pg_backend_pid() AS pid')).rows;
    const waiting = 'SELECT FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))';
    while ((await select(waiting, pid)).length === 0) await pause(5);
    await changing.query('COMMIT');
    changing.release(true);
    return { verdict: (await verdict)[0]!, token, channel };
  }

  it('is refused when its token was disabled meanwhile', async () => {
    const { verdict, token, channel } = await during(
      'UPDATE webhook_token SET enabled = false WHERE id = $1',
      'token',
    );
    expect(verdict).toMatchObject({ code: 'authtoken_invalid', why: 'token_disabled' });
    expect(await messagesOf(channel.feedId)).toEqual([]);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 0, refusals: 1 });
  });

  it('is refused when its owner used up the limit meanwhile', async () => {
    const { verdict, channel } = await during(
      'UPDATE rate_bucket SET full_at_us = (extract(epoch FROM now()) * 1000000)::bigint + 90000000 WHERE user_id = $1',
      'user',
    );
    expect(verdict.code).toBe('rate_limit_exceeded');
    expect(await messagesOf(channel.feedId)).toEqual([]);
  });

  it('takes the next number when another message took one meanwhile', async () => {
    const { verdict } = await during('UPDATE feed SET last_seq = 41 WHERE id = $1', 'feed');
    expect(verdict).toMatchObject({ code: null, seq: 42 });
  });

  it('finds no channel when that was deleted meanwhile', async () => {
    const { verdict, token } = await during('DELETE FROM feed WHERE id = $1', 'feed');
    expect(verdict.code).toBe('channel_not_exists');
    expect((await historyOf(token.id)).map(({ outcome }) => outcome)).toEqual(['channel_not_exists']);
  });
});
