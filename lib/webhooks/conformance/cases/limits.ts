import { expect } from 'vitest';
import { form } from '@/test/support/webhooks/files';
import { json, select, type TestToken } from '@/test/support/webhooks/world';
import type { Arranged } from '../run/arranged';
import { altering, type Case } from '../run/case';
import { accepted, refused, type World } from '../run/world';

/** Under these limits the next call is free after 20 and 30 seconds, longer than each case takes. */
export const FEW = { user: 3, token: 2 };

export const OVER = 'The limit of calls was used up, or its lock lasts.';

/** Uses calls up, in a channel that no case reads. */
export async function use(
  world: World,
  count: number,
  { token } = world.token,
  body: object = { text: 'before' },
) {
  const path = `/api/v2/channelsbyname/${world.elsewhere.uniqueName}/message?zapikey=${token}`;
  const answers = await Promise.all(Array.from({ length: count }, () => world.send(path, json(body))));
  expect(answers.map(({ status }) => status)).toEqual(Array(count).fill(204));
}

const over = (left: RegExp): Pick<Arranged, 'companions' | 'answer' | 'kept'> => ({
  companions: 429,
  ...refused(429, 'rate_limit_exceeded', OVER),
  answer: {
    status: 429,
    code: 'rate_limit_exceeded',
    json: { retry_after: expect.any(Number) },
    headers: {
      ratelimit: expect.stringMatching(left),
      'ratelimit-policy': `"user";q=${FEW.user};w=60, "token";q=${FEW.token};w=60`,
      'retry-after': expect.stringMatching(/^[1-9]\d?$/),
    },
  },
});
const OVER_TOKEN = over(/^"user";r=1;t=\d+, "token";r=0;t=\d+$/);

/** The limits are judged before anything else that is wrong with a call: nothing is looked up or made for it. */
const whatever: [what: string, of: (world: World) => Promise<{ path: string; init: RequestInit }>][] = [
  [
    'a chat that is not there',
    async (world) => ({ path: world.at('chats/x/message'), init: json({ text: 'x' }) }),
  ],
  [
    'somebody',
    async (world) => ({ path: world.at(`buddies/${world.reader.id}/message`), init: json({ text: 'x' }) }),
  ],
  [
    'nobody',
    async (world) => ({ path: world.at('buddies/nobody@example.com/message'), init: json({ text: 'x' }) }),
  ],
  [
    'a channel that is not there',
    async (world) => ({ path: world.at('channelsbyname/nowhere/message'), init: json('{') }),
  ],
  [
    'a channel, with a file',
    async (world) => ({
      path: world.at(`channelsbyname/${world.channel.uniqueName}/files`),
      init: form([{ name: 'a', bytes: 'a' }]),
    }),
  ],
  [
    'a bot, whose handler does not run',
    async (world) => {
      const bot = await world.botOf(world.owner, {
        handlerCode: "function handler() { throw new Error('ran'); }",
      });
      return { path: world.at(`bots/${bot.uniqueName}/incoming`), init: json({}) };
    },
  ],
];

/** As if the limits had been used so much earlier. */
export async function moveBack({ token, owner }: World, seconds: number) {
  const us = seconds * 1_000_000;
  await select('UPDATE webhook_token SET full_at_us = full_at_us - $2 WHERE id = $1', token.id, us);
  await select(
    `UPDATE rate_bucket SET full_at_us = full_at_us - $2, window_start_us = window_start_us - $2,
      locked_until_us = locked_until_us - $2 WHERE user_id = $1`,
    owner.id,
    us,
  );
}

const mine = ({ token }: World) => ({ by: token, key: token.token });

export const limits = altering([
  {
    name: 'the last call within a token’s limit is taken, and those after it are not',
    async arrange(world) {
      await use(world, FEW.token - 1);
      return {
        ...world.message(),
        isFirst: true,
        companions: 429,
        ...accepted(world.channel.feedId),
        answer: {
          status: 204,
          headers: { ratelimit: expect.stringMatching(/^"user";r=1;t=\d+, "token";r=0;t=\d+$/) },
        },
      };
    },
  },
  {
    name: 'the last call within a person’s limit is taken, whichever of their tokens it comes by',
    async arrange(world) {
      await use(world, FEW.token);
      const second = await world.tokenOf(world.owner);
      return {
        ...world.message(undefined, { key: second.token }),
        by: second,
        isFirst: true,
        companions: 429,
        ...accepted(world.channel.feedId),
      };
    },
  },
  {
    name: 'a call over its token’s limit is refused, with what is left and when',
    async arrange(world) {
      await use(world, FEW.token);
      return { ...world.message({ text: 'x' }), ...OVER_TOKEN };
    },
  },
  {
    name: 'a call over its person’s limit is refused, whichever of their tokens it comes by',
    async arrange(world) {
      await use(world, FEW.token);
      const second = await world.tokenOf(world.owner);
      await use(world, 1, second);
      const call = world.message({ text: 'x' }, { key: second.token });
      return { ...call, by: second, ...over(/^"user";r=0;t=\d+, "token";r=1;t=\d+$/) };
    },
  },
  {
    name: 'calls that are refused for their target use up the limit: probing is not free',
    async arrange(world) {
      const path = world.at('channelsbyname/nowhere/message');
      for (let n = 0; n < FEW.token; n++) await world.send(path, json({ text: 'x' }));
      return { ...world.message({ text: 'x' }), ...OVER_TOKEN };
    },
  },
  ...(
    [
      ['a call more is taken after its share of the minute', 30],
      ['no call more is taken before its share of the minute', 10],
    ] as const
  ).map(
    ([name, seconds]): Case => ({
      name,
      async arrange(world) {
        await use(world, FEW.token);
        await moveBack(world, seconds);
        return seconds === 30
          ? { ...world.message(), isFirst: true, companions: 429, ...accepted(world.channel.feedId) }
          : { ...world.message({ text: 'x' }), ...OVER_TOKEN };
      },
    }),
  ),
  {
    name: 'calls of a key that is switched off use up nothing',
    async arrange(world) {
      await use(world, FEW.token - 1);
      await switchOn(world.token, false);
      for (let n = 0; n < 3; n++) await world.send(world.message().path, json({ text: 'x' }));
      await switchOn(world.token, true);
      return { ...world.message(), isFirst: true, companions: 429, ...accepted(world.channel.feedId) };
    },
  },
  {
    name: 'calls over the limit use up nothing of it',
    async arrange(world) {
      await use(world, FEW.token);
      for (let n = 0; n < 3; n++) await world.send(world.message().path, json({ text: 'x' }));
      return { ...world.message({ text: 'x' }), ...OVER_TOKEN };
    },
  },
]);

export const limitsFirst = altering([
  ...whatever.map(
    ([what, of]): Case => ({
      name: `a call over its limit for ${what} is told of its limit`,
      async arrange(world) {
        const call = await of(world);
        await use(world, FEW.token);
        return { ...call, ...mine(world), ...OVER_TOKEN };
      },
    }),
  ),
  {
    name: 'a reply over its limit begins no thread',
    async arrange(world) {
      const root = await world.post({ text: 'root' });
      await use(world, FEW.token - 1);
      return { ...world.message({ text: 'x', thread_message_id: root }), ...OVER_TOKEN };
    },
  },
  {
    name: 'a URL that is none is 404 also over the limit',
    async arrange(world) {
      await use(world, FEW.token);
      return {
        ...mine(world),
        path: world.at(`channelsbyname/${world.channel.uniqueName}/massage`),
        init: json({ text: 'x' }),
        companions: 429,
        ...refused(404, 'request_url_invalid', expect.any(String)),
      };
    },
  },
]);

function switchOn({ id }: TestToken, enabled: boolean) {
  return select('UPDATE webhook_token SET enabled = $2 WHERE id = $1', id, enabled);
}
