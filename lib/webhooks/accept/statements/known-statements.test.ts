import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { toApplication, toBot, toChannel, toChannelById, toChat } from '@/test/support/webhooks/targets';
import {
  aBot,
  aChannel,
  anAcceptance,
  anExtension,
  aToken,
  aUser,
  historyOf,
} from '@/test/support/webhooks/world';
import { cliqProfile, standardProfile } from '../../limits/profile';
import { acceptWriter } from '../accept';
import { type Acceptance, NEED } from '../acceptance';
import { newAcceptPool, newSidePool } from '../pool';
import { sentByBot } from '../target';
import type { Verdict } from '../verdict';
import { KnownStatements } from './known-statements';
import { acceptStatement } from './whole';

const [connections, aside] = [newAcceptPool(), newSidePool()];
afterAll(() => Promise.all([connections.end(), aside.end()]));

const profiles = { standard: standardProfile(10_000, 10_000), cliq: cliqProfile() };

it('there are no more statements than the bound and the two for everything, whatever batches need', () => {
  const known = new KnownStatements((needs) => acceptStatement(needs, profiles.standard), 10);
  const names = new Set<string>();
  for (let needs = 0; needs < 2_000; needs++) names.add(known.for(needs).name);
  expect(names.size).toBe(12);
  // Earlier statements stay as they are.
  expect(known.for(3).name).toBe(acceptStatement(3, profiles.standard).name);
  expect(known.for(1_999).columns.length).toBeGreaterThan(known.for(NEED.many).columns.length);
});

/** One call of each kind, with people and targets of its own. */
async function calls(): Promise<{ tokenId: string; all: Acceptance[] }> {
  const [user, other] = [await aUser(), await aUser()];
  const token = await aToken(user);
  const channel = await aChannel(user);
  const elsewhere = await aChannel(other);
  const bot = await aBot(user, {}, [other]);
  const { number } = await anExtension(user, 'function handler() {}');
  const call = (more: Partial<Acceptance>) => anAcceptance(token, { successStatus: 200, ...more });
  const named = toChannel(channel.uniqueName);
  const byBot = (senderBot: string) => ({ target: sentByBot(named.target, senderBot) });
  const key = { keyHash: randomBytes(32), fingerprint: randomBytes(32) };
  return {
    tokenId: token.id,
    all: [
      call(named),
      call({ ...toChannelById(channel.id), endpoint: 'channel_incoming_by_id' }),
      call(toChannel('nowhere')),
      call(toChannel(elsewhere.uniqueName)),
      call(byBot(bot.uniqueName)),
      call(byBot('nobody')),
      call({ ...named, orgId: 'another' }),
      call(toBot(bot.uniqueName)),
      call({ ...toBot(bot.uniqueName), receivers: { kind: 'listed', people: [user.id, other.email] } }),
      call({ ...toBot(bot.uniqueName), receivers: { kind: 'listed', people: ['nobody@example.org'] } }),
      call({ ...toBot(bot.uniqueName), receivers: { kind: 'owner' } }),
      call({ ...toBot(bot.uniqueName), receivers: { kind: 'broadcast' } }),
      call({ ...toBot(bot.uniqueName), handlerChannel: channel.uniqueName }),
      call(toApplication(number, { isSandbox: false, keyHash: null })),
      call({
        ...named,
        refusal: { when: 'after_target', code: 'invalid_inputs', reason: 'no text' },
        content: null,
      }),
      call({
        ...named,
        refusal: { when: 'before_token', code: 'request_method_invalid', reason: null },
        content: null,
      }),
      call({ ...named, ...key }),
      call({ target: { kind: 'missing_chat', missing: 'chat_not_found' } }),
      call(toChat(channel.feedId)),
      call({ ...named, isTest: true }),
      anAcceptance(null, named),
    ],
  };
}

/** The part of a verdict that does not depend on the call's people. */
const shapeOf = ({ code, why, botId, seq, messages, members }: Verdict) => ({
  code,
  why,
  hasBot: botId !== null,
  seq,
  messages: (messages ?? (seq === null ? [] : [[null, seq]])).map(([to, number]) => [to !== null, number]),
  members: members?.length,
});

describe.each(Object.entries(profiles))('with the limits of %s', (_, profile) => {
  it.each(['alone', 'together'])(
    'every kind of call is decided alike, %s, by its own statement and by the one for everything',
    async (how) => {
      const decided = [];
      for (const mostStatements of [1_000, 0]) {
        const writer = acceptWriter(connections, profile, () => {}, { aside, mostStatements });
        const { tokenId, all } = await calls();
        const verdicts: Verdict[] = [];
        if (how === 'together') verdicts.push(...(await Promise.all(all.map((call) => writer.add(call, 1)))));
        else for (const call of all) verdicts.push(await writer.add(call, 1));
        const history = (await historyOf(tokenId)).map(({ outcome, reason, status }) => [
          outcome,
          reason,
          status,
        ]);
        decided.push({ verdicts: verdicts.map(shapeOf), history });
      }
      expect(decided[1]).toEqual(decided[0]);
      expect(new Set(decided[0]?.verdicts.map(({ code }) => code)).size).toBeGreaterThan(7);
    },
  );
});
