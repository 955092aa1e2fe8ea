import { expect } from 'vitest';
import { select } from '@/test/support/webhooks/world';
import { altering, type Case } from '../run/case';
import { accepted, refused } from '../run/world';
import { moveBack, OVER, use } from './limits';

const card = { text: 'hello', card: { title: 'Deploy' } };
const LOCKED = {
  companions: 429,
  isFirst: true,
  ...refused(429, 'rate_limit_exceeded', OVER),
  answer: {
    status: 429,
    code: 'rate_limit_exceeded',
    headers: {
      'retry-after': expect.stringMatching(/^(?:59\d|600)$/),
      ratelimit: expect.stringMatching(/^"user";r=0;t=\d+, "cards";r=0;t=\d+$/),
    },
  },
};

/** Cliq's limits: fifty calls a minute, twenty of them with a card; beyond them nothing for ten minutes. */
export const cliqLimits = altering([
  {
    name: 'the fiftieth call of a minute is taken, and those after it are not',
    async arrange(world) {
      await use(world, 49);
      return { ...world.message(), isFirst: true, companions: 429, ...accepted(world.channel.feedId) };
    },
  },
  {
    name: 'the fifty-first call of a minute locks for ten minutes',
    async arrange(world) {
      await use(world, 50);
      return { ...world.message({ text: 'x' }), ...LOCKED };
    },
  },
  {
    name: 'the twentieth card of a minute is taken, and messages without one after it',
    async arrange(world) {
      await use(world, 19, world.token, card);
      return { ...world.message(card), isFirst: true, ...accepted(world.channel.feedId, card) };
    },
  },
  {
    name: 'the twenty-first card of a minute locks for all calls',
    async arrange(world) {
      await use(world, 20, world.token, card);
      return { ...world.message(card), ...LOCKED };
    },
  },
  {
    name: 'the twenty-first card of a minute locks for all calls, and begins no thread',
    async arrange(world) {
      const thread_message_id = await world.post({ text: 'root' });
      await use(world, 20, world.token, card);
      return { ...world.message({ ...card, thread_message_id }), ...LOCKED };
    },
  },
  ...(
    [
      ['ten minutes after the lock calls are taken again', 600],
      ['nine minutes after the lock calls are refused still', 540],
    ] as const
  ).map(
    ([name, seconds]): Case => ({
      name,
      async arrange(world) {
        await use(world, 1);
        await select(
          'UPDATE rate_bucket SET window_calls = 51, locked_until_us = window_start_us + 600000000 WHERE user_id = $1',
          world.owner.id,
        );
        await moveBack(world, seconds);
        const call = world.message({ text: 'x' });
        return seconds === 600
          ? { ...call, ...accepted(world.channel.feedId, { text: 'x' }) }
          : { ...call, ...LOCKED, answer: { status: 429, code: 'rate_limit_exceeded' } };
      },
    }),
  ),
  {
    name: 'a minute after its first call fifty more are taken',
    async arrange(world) {
      await use(world, 1);
      await select('UPDATE rate_bucket SET window_calls = 50 WHERE user_id = $1', world.owner.id);
      await moveBack(world, 60);
      return { ...world.message(), ...accepted(world.channel.feedId) };
    },
  },
]);
