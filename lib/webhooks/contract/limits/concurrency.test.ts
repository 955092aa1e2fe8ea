import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/pool';
import { env } from '@/lib/env';
import { toBot, toChannel } from '@/test/support/webhooks/targets';
import {
  aBot,
  aChannel,
  anAcceptance,
  aToken,
  aUser,
  countersOf,
  historyOf,
  messagesOf,
  select,
} from '@/test/support/webhooks/world';
import { acceptWriter } from '../../accept/accept';
import type { Acceptance } from '../../accept/acceptance';

const connect = () => new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
/** Simulated processes on one database, each with its own connections and queue. */
const processes = Array.from({ length: 3 }, () => {
  const connections = connect();
  const writer = acceptWriter(connections);
  return { connections, accept: (call: Acceptance) => writer.add(call, 100) };
});
afterAll(async () => {
  for (const { connections } of processes) await connections.end();
});

describe('counters', () => {
  it('equal accepted and refused calls exactly, with the time of each last, from three processes at once', async () => {
    const user = await aUser();
    const [token, channel] = [await aToken(user), await aChannel(user)];
    // Their times differ from the order in which they are written.
    const receivedAt = (n: number) => new Date(Date.now() - ((n * 7919) % 600) * 100);
    const calls = Array.from({ length: 600 }, (_, n) =>
      anAcceptance(token, {
        ...toChannel(n % 4 ? channel.uniqueName : 'nowhere'),
        receivedAt: receivedAt(n),
      }),
    );
    const verdicts = await Promise.all(calls.map((call, n) => processes[n % 3]!.accept(call)));
    const accepted = verdicts.filter(({ code }) => code === null).length;
    expect(accepted).toBe(450);
    const last = (isRefused: boolean) =>
      new Date(
        Math.max(
          ...calls.filter((_, n) => (n % 4 === 0) === isRefused).map((call) => call.receivedAt.getTime()),
        ),
      );
    expect(await countersOf(token.id)).toEqual({
      invocations: 450,
      refusals: 150,
      lastInvokedAt: last(false),
      lastRefusedAt: last(true),
    });
    const [slots] = await select<{ accepted: number; refused: number }>(
      'SELECT sum(accepted)::int AS accepted, sum(refused)::int AS refused FROM usage_slot WHERE token_id = $1',
      token.id,
    );
    expect(slots).toEqual({ accepted: 450, refused: 150 });
    const history = await historyOf(token.id);
    expect(history.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(450);
    expect(history).toHaveLength(600);
    const seqs = (await messagesOf(channel.feedId)).map(({ seq }) => Number(seq));
    expect(seqs).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
  });
});

describe('disabling', () => {
  it.each(['enabled', 'owner_active'])(
    'by %s lets not one call through after it has answered, while three processes hammer',
    async (column) => {
      const user = await aUser();
      const [token, channel] = [await aToken(user), await aChannel(user)];
      let running = true;
      const outcomes: (string | null)[] = [];
      const hammer = processes.flatMap((process) =>
        Array.from({ length: 20 }, async () => {
          while (running) {
            outcomes.push((await process.accept(anAcceptance(token, toChannel(channel.uniqueName)))).code);
          }
        }),
      );
      while (outcomes.length < 200) await new Promise((resolve) => setImmediate(resolve));
      await pool().query(`UPDATE webhook_token SET ${column} = false WHERE id = $1`, [token.id]);
      const whenAnswered = (await messagesOf(channel.feedId)).length;
      const callsBefore = outcomes.length;
      while (outcomes.length < callsBefore + 300) await new Promise((resolve) => setImmediate(resolve));
      running = false;
      await Promise.all(hammer);
      expect(await messagesOf(channel.feedId)).toHaveLength(whenAnswered);
      expect(outcomes.filter((code) => code === null)).toHaveLength(whenAnswered);
      expect(outcomes.slice(-200).every((code) => code === 'authtoken_invalid')).toBe(true);
      expect(await countersOf(token.id)).toMatchObject({
        invocations: whenAnswered,
        refusals: outcomes.length - whenAnswered,
      });
    },
  );
});

describe('locks', () => {
  it('never close a circle: many tokens, channels and bots in any order from three processes', async () => {
    const users = await Promise.all(Array.from({ length: 5 }, () => aUser()));
    const tokens = await Promise.all(users.map((user) => aToken(user)));
    const channels = await Promise.all(users.map((user) => aChannel(user, users)));
    const bots = await Promise.all(users.map((user) => aBot(user, {}, users)));
    const verdicts = await Promise.all(
      Array.from({ length: 900 }, (_, n) => {
        const target = (n * 7 + (n % 11)) % 5;
        const to: Partial<Acceptance> =
          n % 2
            ? toChannel(channels[target]!.uniqueName)
            : {
                ...toBot(bots[target]!.uniqueName),
                receivers: { kind: 'listed', people: users.map(({ id }) => id) },
              };
        return processes[n % 3]!.accept(anAcceptance(tokens[(n * 3) % 5]!, to));
      }),
    );
    expect(verdicts.every(({ code }) => code === null)).toBe(true);
    const counters = await Promise.all(tokens.map(({ id }) => countersOf(id)));
    expect(counters.reduce((sum, { invocations }) => sum + invocations, 0)).toBe(900);
    for (const { feedId } of [...channels, ...bots]) {
      const seqs = (await messagesOf(feedId)).map(({ seq }) => Number(seq));
      expect(seqs).toEqual(seqs.map((_, n) => n + 1));
    }
  });
});

describe('one idempotency key', () => {
  it('is claimed once by calls of one batch and of three processes', async () => {
    const user = await aUser();
    const [token, channel] = [await aToken(user), await aChannel(user)];
    const call = (fingerprint: number) =>
      anAcceptance(token, {
        ...toChannel(channel.uniqueName),
        keyHash: Buffer.alloc(32, 1),
        fingerprint: Buffer.alloc(32, fingerprint),
      });
    const verdicts = await Promise.all(
      processes.flatMap(({ accept }) => [accept(call(9)), accept(call(9)), accept(call(8))]),
    );
    const codes = verdicts.map(({ code }) => String(code));
    expect(codes.filter((code) => code === 'null')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['null', 'replayed', 'idempotency_key_reused']));
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 1 });
  });
});

describe('failures', () => {
  it('of one call leave its neighbours of the same batch untouched', async () => {
    const user = await aUser();
    const [token, channel] = [await aToken(user), await aChannel(user)];
    const calls = Array.from({ length: 50 }, () => anAcceptance(token, toChannel(channel.uniqueName)));
    // Two rows of the history cannot have one id.
    calls[23]!.invocationId = calls[22]!.invocationId;
    const results = await Promise.allSettled(calls.map((call) => processes[0]!.accept(call)));
    expect(results.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1);
    expect(results[23]!.status).toBe('rejected');
    expect(await messagesOf(channel.feedId)).toHaveLength(49);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 49 });
  });

  it('of the database are 503 with Retry-After, and nothing is stored', async () => {
    const away = new pg.Pool({
      connectionString: 'postgres://127.0.0.1:1/none',
      connectionTimeoutMillis: 500,
    });
    const token = await aToken(await aUser());
    await expect(acceptWriter(away).add(anAcceptance(token, {}), 100)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
      details: { retryAfterS: 1 },
    });
    expect(await historyOf(token.id)).toEqual([]);
    await away.end();
  });
});
