import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { json, select } from '@/test/support/webhooks/world';
import type { Case } from '../run/case';
import { accepted, refused, type World } from '../run/world';

type Header = 'idempotency-key' | 'webhook-id';

/** A message with a new idempotency key. */
function keyed(
  world: World,
  body: unknown = { text: 'hello' },
  header: Header = 'idempotency-key',
  key: string = randomUUID(),
) {
  const call = world.message(body);
  return { ...call, init: { ...call.init, headers: { 'content-type': 'application/json', [header]: key } } };
}

const FIRST = { status: 200, json: { message_id: expect.stringMatching(/^\d{13}_\d+$/) } };
const withId = { text: 'hello', sync_message: true };
const again = expect.stringMatching(/^The same idempotency key as call [0-9a-f-]{36}$/);
const replayed = (reason: unknown = again) => ({ kept: { outcome: 'replayed', reason } });

/** Sends the call once; returns its answer. */
async function before(world: World, call: { path: string; init?: RequestInit }) {
  const answer = await world.send(call.path, call.init);
  const body = await answer.text();
  return { status: answer.status, ...(body && { json: JSON.parse(body) }) };
}

export const repeats: readonly Case[] = [
  ...(['idempotency-key', 'webhook-id'] as const).flatMap((header): Case[] => [
    {
      name: `a call with ${header} is accepted like any other`,
      arrange: (world) => ({ ...keyed(world, undefined, header), ...accepted(world.channel.feedId) }),
    },
    {
      name: `a call sent again (${header}) is given the first answer, and stored once`,
      async arrange(world) {
        const call = keyed(world, withId, header);
        return { ...call, answer: await before(world, call), ...replayed() };
      },
    },
    {
      name: `a call sent again (${header}) is given 204 where the first was 204`,
      async arrange(world) {
        const call = keyed(world, undefined, header);
        return { ...call, answer: await before(world, call), ...replayed() };
      },
    },
    {
      name: `the same call (${header}) three times at once is stored once, and all are given one answer`,
      arrange: (world) => ({
        ...keyed(world, withId, header),
        copies: 3,
        answer: FIRST,
        kept: { messages: [{ in: world.channel.feedId }] },
      }),
    },
  ]),
  ...['body', 'query'].map(
    (other): Case => ({
      name: `the same idempotency-key with another ${other} is 409`,
      async arrange(world) {
        const key = randomUUID();
        await before(world, keyed(world, undefined, 'idempotency-key', key));
        const call = keyed(world, other === 'body' ? { text: 'other' } : undefined, 'idempotency-key', key);
        const path = other === 'query' ? `${call.path}&bot_unique_name=` : call.path;
        return {
          ...call,
          path,
          ...refused(409, 'idempotency_key_reused', null, { field: 'idempotency-key' }),
        };
      },
    }),
  ),
  {
    name: 'the same webhook-id with another body is given the first answer, and the history says so',
    async arrange(world) {
      const key = randomUUID();
      const answer = await before(world, keyed(world, withId, 'webhook-id', key));
      const reason = expect.stringContaining('with other content');
      return {
        ...keyed(world, { ...withId, text: 'other' }, 'webhook-id', key),
        answer,
        ...replayed(reason),
      };
    },
  },
  ...(
    [
      ['an id', withId, undefined],
      ['nothing', undefined, withId],
    ] as const
  ).map(
    ([what, first, second]): Case => ({
      name: `the same webhook-id is answered with ${what} where the first was, whatever is asked for now`,
      async arrange(world) {
        const key = randomUUID();
        const answer = await before(world, keyed(world, first, 'webhook-id', key));
        return {
          ...keyed(world, second, 'webhook-id', key),
          answer,
          ...replayed(expect.stringContaining('with other content')),
        };
      },
    }),
  ),
  {
    name: 'a refused call may be mended and sent again with its key',
    async arrange(world) {
      const key = randomUUID();
      await before(world, keyed(world, { txt: 'x' }, 'idempotency-key', key));
      return { ...keyed(world, undefined, 'idempotency-key', key), ...accepted(world.channel.feedId) };
    },
  },
  ...['URL', 'token'].map(
    (other): Case => ({
      name: `the same key with another ${other} is another call`,
      async arrange(world) {
        const key = randomUUID();
        const second = await world.tokenOf(await world.person('colleague'));
        await before(world, keyed(world, undefined, 'idempotency-key', key));
        const call = keyed(world, undefined, 'idempotency-key', key);
        if (other === 'URL') {
          const path = world.at(`channels/${world.channel.id}/message`);
          return { ...call, path, ...accepted(world.channel.feedId) };
        }
        const theirs = await world.channelOf(world.ownerOf.get(second.id)!);
        const path = world.at(`channelsbyname/${theirs.uniqueName}/message`, second);
        return {
          ...call,
          path,
          by: second,
          key: second.token,
          shared: undefined,
          ...accepted(theirs.feedId),
        };
      },
    }),
  ),
  ...(
    [
      ['a day and a minute', 1, true],
      ['a minute less than a day', -1, false],
    ] as const
  ).map(
    ([age, minutes, isNew]): Case => ({
      name: `a key used ${age} ago is ${isNew ? 'free again' : 'still known'}`,
      async arrange(world) {
        const call = keyed(world);
        const answer = await before(world, call);
        await select(
          'UPDATE idempotency_key SET created_at = now() - make_interval(hours => 24, mins => $2) WHERE token_id = $1',
          world.token.id,
          minutes,
        );
        return isNew ? { ...call, ...accepted(world.channel.feedId) } : { ...call, answer, ...replayed() };
      },
    }),
  ),
  {
    name: 'a key that is too long is named',
    arrange: (world) => ({
      ...keyed(world, undefined, 'idempotency-key', 'k'.repeat(256)),
      ...refused(400, 'invalid_inputs', expect.any(String), { field: 'idempotency-key', limit: 255 }),
    }),
  },
  {
    name: 'an empty key is none',
    async arrange(world) {
      const call = keyed(world, undefined, 'idempotency-key', ' ');
      await before(world, call);
      return { ...call, ...accepted(world.channel.feedId) };
    },
  },
  {
    name: 'a key of a token that was switched off meanwhile tells nothing of the first answer',
    async arrange(world) {
      const colleague = await world.person('colleague');
      const [token, theirs] = [await world.tokenOf(colleague), await world.channelOf(colleague)];
      const path = world.at(`channelsbyname/${theirs.uniqueName}/message`, token);
      const call = { ...keyed(world, withId), path, by: token, key: token.token, shared: undefined };
      await before(world, call);
      await select('UPDATE webhook_token SET enabled = false WHERE id = $1', token.id);
      return { ...call, companions: 401, ...refused(401, 'authtoken_invalid', 'The token was disabled.') };
    },
  },
  {
    name: 'what a handler added to the first answer is there again',
    async arrange(world) {
      const handlerCode = "function handler({ body }) { return { text: body.text, challenge_key: 'abc' }; }";
      const bot = await world.botOf(world.owner, { handlerCode });
      const call = { ...keyed(world), path: world.at(`bots/${bot.uniqueName}/incoming`) };
      const answer = await before(world, call);
      return {
        ...call,
        answer: { ...answer, json: { user_ids: [world.owner.id], challenge_key: 'abc' } },
        ...replayed(),
      };
    },
  },
  {
    name: 'who got a bot’s message is named again',
    async arrange(world) {
      const bot = await world.botOf(world.owner);
      const call = { ...keyed(world, withId), path: world.at(`bots/${bot.uniqueName}/message`) };
      return { ...call, answer: await before(world, call), ...replayed() };
    },
  },
  {
    name: 'who got a channel’s incoming call is named again',
    async arrange(world) {
      const call = { ...keyed(world), path: world.at(`channelsbyname/${world.channel.uniqueName}/incoming`) };
      return { ...call, answer: await before(world, call), ...replayed() };
    },
  },
  {
    name: 'a delivery that a service sends again under its own id is posted once',
    async arrange(world) {
      const headers = {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': randomUUID(),
      };
      const push = {
        ref: 'refs/heads/main',
        commits: [],
        repository: { full_name: 'acme/site' },
        sender: { login: 'mona' },
      };
      const path = world.at(`channelsbyname/${world.channel.uniqueName}/incoming`);
      const call = { ...world.message(), path, init: { ...json(push), headers } };
      return { ...call, answer: await before(world, call), ...replayed() };
    },
  },
];
