import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { findGroup } from '@/lib/message-groups/find-group';
import { toBot, toChannelById } from '@/test/support/webhooks/targets';
import { aBot, aChannel, anAcceptance, aToken, aUser } from '@/test/support/webhooks/world';
import { accept, unknownTokens } from '../accept/accept';
import { admittedOwner } from '../address/admitted-owner';
import { resolveIncoming } from '../address/handler';
import { resolveUpload } from '../address/upload';
import type { CleanCall } from '../call/clean-call';
import { UnknownTokens } from './unknown-tokens';

const hash = (name: string) => Buffer.from(name);
const full = () => new Error('full');

/** A call that the test answers when it wants to. */
function pending() {
  let answer: (isConfirmed: boolean) => void = () => {};
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  return { run: () => answered, answer: (isConfirmed: boolean) => answer(isConfirmed) };
}
const options = { isConfirmed: (result: boolean) => result, whenFull: full };
const at = (strangers: UnknownTokens, name: string, isConfirmed: boolean) =>
  strangers.admit(hash(name), async () => isConfirmed, options);

it('lets known tokens pass any number of unknown ones', async () => {
  const strangers = new UnknownTokens(2);
  await at(strangers, 'known', true);
  const [one, two] = [pending(), pending()];
  const waiting = [
    strangers.admit(hash('a'), one.run, options),
    strangers.admit(hash('b'), two.run, options),
  ];
  await expect(at(strangers, 'c', false)).rejects.toThrow('full');
  expect(await at(strangers, 'known', true)).toBe(true);
  one.answer(false);
  two.answer(false);
  await Promise.all(waiting);
  expect(await at(strangers, 'c', false)).toBe(false);
});

it('gives the place back when a call fails, and takes no failure for an answer', async () => {
  const strangers = new UnknownTokens(1);
  await at(strangers, 'known', true);
  const failing = () => Promise.reject(new Error('away'));
  await expect(strangers.admit(hash('a'), failing, options)).rejects.toThrow('away');
  await expect(strangers.admit(hash('known'), failing, options)).rejects.toThrow('away');
  const one = pending();
  const waiting = strangers.admit(hash('a'), one.run, options);
  expect(await at(strangers, 'known', true)).toBe(true);
  one.answer(false);
  await waiting;
});

it('treats a token as unknown again once it is refused', async () => {
  const strangers = new UnknownTokens(1);
  await at(strangers, 'disabled', true);
  await at(strangers, 'disabled', false);
  const one = pending();
  const waiting = strangers.admit(hash('a'), one.run, options);
  await expect(at(strangers, 'disabled', false)).rejects.toThrow('full');
  one.answer(false);
  await waiting;
});

it('learns nothing about a token from an answer that does not tell', async () => {
  const strangers = new UnknownTokens(1);
  const asking = (name: string) =>
    strangers.admit(hash(name), async () => null, { isConfirmed: () => null, whenFull: full });
  await at(strangers, 'known', true);
  await asking('known');
  await asking('new');
  const one = pending();
  const waiting = strangers.admit(hash('a'), one.run, options);
  expect(await at(strangers, 'known', true)).toBe(true);
  await expect(at(strangers, 'new', true)).rejects.toThrow('full');
  one.answer(false);
  await waiting;
});

/** Takes all places that unknown tokens may have in this process. */
function everyPlaceTaken() {
  const one = pending();
  const waiting: Promise<unknown>[] = [];
  let isFull = false;
  while (!isFull) {
    const whenFull = () => {
      isFull = true;
      return full();
    };
    const asked = unknownTokens().admit(randomBytes(32), one.run, { isConfirmed: () => false, whenFull });
    waiting.push(asked.catch(() => {}));
  }
  return async () => {
    one.answer(false);
    await Promise.all(waiting);
  };
}

type Place = { uniqueName: string; channelId: string };

describe('questions ahead of the accepting statement share the bound for unknown tokens', () => {
  const questions = {
    'for a handler': (tokenHash: Buffer, { uniqueName }: Place) =>
      resolveIncoming({ tokenHash, orgId: null, ...toBot(uniqueName) }),
    'for the owner of a token': (tokenHash: Buffer) => admittedOwner({} as CleanCall, tokenHash),
    'for a group': (tokenHash: Buffer, { channelId }: Place) =>
      findGroup({ tokenHash, ...toChannelById(channelId), keyHash: randomBytes(32) }),
    'for who uploads': (tokenHash: Buffer, { channelId }: Place) =>
      resolveUpload({ ...anAcceptance(null, toChannelById(channelId)), tokenHash }),
  };

  it.each(Object.entries(questions))('%s', async (_, ask) => {
    const user = await aUser();
    const [bot, channel, token] = [await aBot(user), await aChannel(user), await aToken(user)];
    const place = { uniqueName: bot.uniqueName, channelId: channel.id };
    await accept(anAcceptance(token, toChannelById(channel.id)));
    const leave = everyPlaceTaken();
    try {
      await expect(ask(randomBytes(32), place)).rejects.toMatchObject({ code: 'temporarily_unavailable' });
      expect(await ask(keyedHash(token.token), place)).not.toBeNull();
    } finally {
      await leave();
    }
    expect(await ask(randomBytes(32), place)).toBeNull();
  });
});
