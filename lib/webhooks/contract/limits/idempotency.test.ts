import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/pool';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  countersOf,
  historyOf,
  json,
  messagesOf,
  nodeServer,
  outcome,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world() {
  const user = await aUser();
  const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
  return { user, token, channel, bot, url };
}

const keyed = (body: unknown, key: string, header = 'idempotency-key'): RequestInit => ({
  ...json(body),
  headers: { 'content-type': 'application/json', [header]: key },
});

throughBothAdapters('a call with an idempotency key', (send) => {
  it.each(['idempotency-key', 'webhook-id'])(
    'sent again (%s) gets the first answer, with one message and one count',
    async (header) => {
      const { token, channel, url } = await world();
      const again = () => send(url, keyed({ text: 'x', sync_message: true }, 'build-1024', header));
      const [first, second] = [await again(), await again()];
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(await second.json()).toEqual(await first.json());
      expect(await messagesOf(channel.feedId)).toHaveLength(1);
      expect(await countersOf(token.id)).toMatchObject({ invocations: 1, refusals: 0 });
      const history = await historyOf(token.id);
      expect(history.map((call) => [call.outcome, call.status])).toEqual([
        ['accepted', 200],
        ['replayed', 200],
      ]);
      expect(history[1]?.reason).toBe(`The same idempotency key as call ${history[0]?.id}`);
    },
  );

  it('gets 204 again where the first was 204', async () => {
    const { channel, url } = await world();
    for (let n = 0; n < 3; n++) expect((await send(url, keyed({ text: 'x' }, 'k'))).status).toBe(204);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
  });

  it('is stored once when the same call arrives forty times at once', async () => {
    const { token, channel, url } = await world();
    const body = { text: 'x', sync_message: true };
    const answers = await Promise.all(Array.from({ length: 40 }, () => send(url, keyed(body, 'k'))));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 1, refusals: 0 });
  });

  it('is 409 with another body or query, and neither is stored', async () => {
    const { token, channel, url } = await world();
    await send(url, keyed({ text: 'x' }, 'k'));
    for (const [target, body] of [
      [url, { text: 'y' }],
      [`${url}&bot_unique_name=`, { text: 'x' }],
    ] as const) {
      expect(await outcome(await send(target, keyed(body, 'k')))).toMatchObject({
        status: 409,
        code: 'idempotency_key_reused',
      });
    }
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 1, refusals: 2 });
  });

  it('is another call for another URL, another token or another key', async () => {
    const { user, token, channel, url } = await world();
    const [other, second] = [await aChannel(user), await aToken(user)];
    const elsewhere = `/api/v2/channelsbyname/${other.uniqueName}/message?zapikey=${token.token}`;
    await send(url, keyed({ text: 'x' }, 'k'));
    await send(url, keyed({ text: 'x' }, 'l'));
    await send(url.replace(token.token, second.token), keyed({ text: 'x' }, 'k'));
    await send(elsewhere, keyed({ text: 'x' }, 'k'));
    expect(await messagesOf(channel.feedId)).toHaveLength(3);
    expect(await messagesOf(other.feedId)).toHaveLength(1);
  });

  it('that was refused may be mended and sent again with its key', async () => {
    const { channel, url } = await world();
    expect((await send(url, keyed({ txt: 'x' }, 'k'))).status).toBe(400);
    expect((await send(url, keyed({ text: 'x' }, 'k'))).status).toBe(204);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
  });

  it('is a new call once the key is older than a day, and not a minute before', async () => {
    const { token, channel, url } = await world();
    const age = (minutes: number) =>
      pool().query(
        `UPDATE idempotency_key SET created_at = now() - make_interval(hours => 24, mins => $2) WHERE token_id = $1`,
        [token.id, minutes],
      );
    await send(url, keyed({ text: 'x' }, 'k'));
    await age(-1);
    await send(url, keyed({ text: 'x' }, 'k'));
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    await age(1);
    await send(url, keyed({ text: 'other' }, 'k'));
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
    await send(url, keyed({ text: 'other' }, 'k'));
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
  });

  it('works for handlers: what they add to the answer is the same again', async () => {
    const { user, token } = await world();
    const code = `function handler({ body }) { return { text: body.text, challenge_key: 'abc' }; }`;
    const bot = await aBot(user, { handlerCode: code });
    const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    const answers = await Promise.all([1, 2, 3].map(() => send(url, keyed({ text: 'x' }, 'k'))));
    for (const answer of answers) {
      expect(await answer.json()).toEqual({ challenge_key: 'abc', user_ids: [user.id] });
    }
    expect(await messagesOf(bot.feedId)).toHaveLength(1);
  });

  it('names everybody who got it again', async () => {
    const { user, token, bot } = await world();
    const url = `/api/v2/bots/${bot.uniqueName}/message?zapikey=${token.token}`;
    const again = () => send(url, keyed({ text: 'x', sync_message: true }, 'k'));
    const first = await (await again()).json();
    expect(Object.keys(first.message_details)).toEqual([user.id]);
    expect(await (await again()).json()).toEqual(first);
  });

  it('is 400 naming the header when the key is too long; an empty one is none', async () => {
    const { channel, url } = await world();
    expect(await outcome(await send(url, keyed({ text: 'x' }, 'k'.repeat(256))))).toMatchObject({
      status: 400,
      code: 'invalid_inputs',
      field: 'idempotency-key',
      limit: 255,
    });
    for (let n = 0; n < 2; n++) await send(url, keyed({ text: 'x' }, ' '));
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
  });
});

describe('a disabled token', () => {
  it('gets no first answer', async () => {
    const { token, url } = await world();
    const node = await nodeServer();
    await node.send(url, keyed({ text: 'x' }, 'k'));
    await pool().query('UPDATE webhook_token SET enabled = false WHERE id = $1', [token.id]);
    expect((await node.send(url, keyed({ text: 'x' }, 'k'))).status).toBe(401);
    await node.close();
  });
});
