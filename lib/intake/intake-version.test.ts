import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/prisma';
import { toApplication, toBot, toChannel, toChannelById } from '@/test/support/webhooks/targets';
import {
  aBot,
  aChannel,
  anAcceptance,
  anExtension,
  aToken,
  aUser,
  countersOf,
  historyOf,
  json,
  messagesOf,
  select,
  viaWeb,
} from '@/test/support/webhooks/world';
import { aPlace, writerWith } from '@/test/support/webhooks/writer';
import { SETS, VERSIONED } from './change-intake';
import { rememberedChannelIntake } from './channel-intake';

/** Saves settings with this scheme; null removes it. */
async function setScheme(feedId: number, scheme: 'github' | 'stripe' | null): Promise<number> {
  await db().$executeRaw`
    with changed as (
      insert into intake as i (feed_id, scheme) values (${feedId}, ${scheme})
      on conflict (feed_id) do update set scheme = excluded.scheme returning i.feed_id, ${SETS} as sets
    ),
    ${VERSIONED} select`;
  return versionOf(feedId);
}

async function versionOf(feedId: number): Promise<number> {
  const [feed] = await select<{ intake_version: number }>(
    'SELECT intake_version FROM feed WHERE id = $1',
    feedId,
  );
  return feed!.intake_version;
}

const INCOMING = { endpoint: 'channel_incoming', successStatus: 200 } as const;

test('each change gives a version that nothing had before, and settings that set nothing give 0', async () => {
  const { channel } = await aPlace();
  const other = (await aPlace()).channel;
  expect(await versionOf(channel.feedId)).toBe(0);
  const seen = [
    await setScheme(channel.feedId, 'github'),
    await setScheme(other.feedId, 'github'),
    await setScheme(channel.feedId, 'stripe'),
  ];
  expect(await setScheme(channel.feedId, null)).toBe(0);
  seen.push(await setScheme(channel.feedId, 'github'));
  expect(new Set(seen).size).toBe(4);
  expect(Math.min(...seen)).toBeGreaterThan(0);
});

describe('a call that was treated by other settings than its target’s', () => {
  test('is neither stored, counted nor limited, alone or among others, which are accepted', async () => {
    const accept = writerWith();
    const { token, channel } = await aPlace();
    const version = await setScheme(channel.feedId, 'github');
    const call = (intakeVersion: number | null) =>
      anAcceptance(token, { ...INCOMING, ...toChannel(channel.uniqueName), intakeVersion });
    const [alone] = await accept(call(0));
    expect(alone?.code).toBe('intake_changed');
    const [old, present, message] = await accept(call(version - 1), call(version), {
      ...call(null),
      endpoint: 'channel_message',
    });
    expect([old?.code, present?.code, message?.code]).toEqual(['intake_changed', null, null]);
    expect(present?.members).toHaveLength(1);
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
    expect(await historyOf(token.id)).toHaveLength(2);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 2, refusals: 0 });
    // The limits count two calls.
    expect(present?.limits).toEqual([12_000, 12_000]);
  });

  test('is not refused for its body either, but where its sender may not post it is refused for that', async () => {
    const accept = writerWith();
    const { token, channel } = await aPlace();
    const stranger = await aToken(await aUser());
    await setScheme(channel.feedId, 'github');
    const broken = {
      ...INCOMING,
      ...toChannelById(channel.id),
      intakeVersion: 0,
      content: null,
      refusal: { when: 'after_target' as const, code: 'invalid_inputs' as const, reason: null },
    };
    const [own, theirs] = await accept(anAcceptance(token, broken), anAcceptance(stranger, broken));
    expect([own?.code, theirs?.code]).toEqual(['intake_changed', 'access_denied']);
    expect(await historyOf(token.id)).toEqual([]);
    expect(await countersOf(stranger.id)).toMatchObject({ refusals: 1 });
  });

  test('is told so at bots and extensions, too', async () => {
    const accept = writerWith();
    const user = await aUser();
    const token = await aToken(user);
    const bot = await aBot(user);
    const extension = await anExtension(user, 'function handler() {}');
    await setScheme(bot.feedId, 'github');
    await setScheme(extension.feedId, 'github');
    const [{ sandbox_key_hash: keyHash } = { sandbox_key_hash: Buffer.alloc(0) }] = await select<{
      sandbox_key_hash: Buffer;
    }>('SELECT sandbox_key_hash FROM extension WHERE number = $1', extension.number);
    const app = toApplication(extension.number, { isSandbox: true, keyHash });
    const verdicts = await accept(
      anAcceptance(token, { endpoint: 'bot_incoming', ...toBot(bot.uniqueName), intakeVersion: 0 }),
      anAcceptance(token, { endpoint: 'application_incoming', ...app, intakeVersion: 0 }),
    );
    expect(verdicts.map(({ code }) => code)).toEqual(['intake_changed', 'intake_changed']);
    expect(await historyOf(token.id)).toEqual([]);
  });
});

test('from the change on each call of each form of the URL is taken once, by the present settings', async () => {
  const user = await aUser();
  const token = await aToken(user);
  const channel = await aChannel(user);
  const bot = await aBot(user);
  const urls = [
    `channelsbyname/${channel.uniqueName}/incoming`,
    `channels/${channel.id}/incoming`,
    `bots/${bot.uniqueName}/incoming`,
  ];
  const send = async () => {
    for (const url of urls) {
      const answer = await viaWeb(`/api/v2/${url}?zapikey=${token.token}`, json({ text: 'a' }));
      expect(answer.status, await answer.text()).toBe(200);
    }
  };
  await send();
  const name = { kind: 'channel_by_name' as const, name: channel.uniqueName };
  for (const scheme of ['github', 'stripe', null] as const) {
    const version = await setScheme(channel.feedId, scheme);
    await setScheme(bot.feedId, scheme);
    await send();
    expect(rememberedChannelIntake(name)).toMatchObject({ version, scheme });
  }
  expect(await historyOf(token.id)).toHaveLength(12);
  expect(await messagesOf(channel.feedId)).toHaveLength(8);
  expect(await messagesOf(bot.feedId)).toHaveLength(4);
});
