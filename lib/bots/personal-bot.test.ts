import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { env } from '@/lib/env';
import type { SignatureSettings } from '@/lib/intake/schema';
import { setSignature } from '@/lib/intake/set-signature';
import { saveUnderstanding } from '@/lib/understanding/save-understanding';
import { AUTOMATIC } from '@/lib/understanding/schema';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import { deedsTo, membersOf } from '@/test/support/bot';
import { whileHeld } from '@/test/support/database/while-held';
import { toBot } from '@/test/support/webhooks/targets';
import { aBot, anAcceptance, aToken, aUser, select } from '@/test/support/webhooks/world';
import { deleteBot } from './delete-bot';
import { rollBackBot } from './roll-back-bot';
import { saveBotHandler } from './save-bot-handler';
import { subscribeBot } from './subscribe-bot';
import { updateBot } from './update-bot';

const connections = new pg.Pool({ connectionString: env().DATABASE_URL, max: 4 });
const writer = acceptWriter(connections);
afterAll(() => connections.end());

const PERSONAL = { name: 'Mine', description: '', imageUrl: null, access: 'PERSONAL' as const };

async function aWorld() {
  const [owner, other] = [await aUser(), await aUser()];
  const [bot, token] = [await aBot(owner), await aToken(owner)];
  const call = () =>
    writer.add(
      anAcceptance(token, { ...toBot(bot.uniqueName), receivers: { kind: 'listed', people: [other.id] } }),
      100,
    );
  return { owner, other, bot, call, makePersonal: () => updateBot(owner, bot.uniqueName, PERSONAL) };
}

test.each(['the call', 'the change'])(
  'a bot that becomes personal keeps no subscriber that a call is just adding, when %s comes first',
  async (first) => {
    const { owner, bot, call, makePersonal } = await aWorld();
    const both: [() => Promise<unknown>, () => Promise<unknown>] =
      first === 'the call' ? [call, makePersonal] : [makePersonal, call];
    await whileHeld('SELECT id FROM feed WHERE id = $1 FOR NO KEY UPDATE', [bot.feedId], ...both);
    expect(await membersOf(bot.feedId)).toEqual([owner.id]);
  },
);

test.each(['the subscription', 'the change'])(
  'a bot that becomes personal keeps no subscriber who is just subscribing, when %s comes first',
  async (first) => {
    const { owner, other, bot, makePersonal } = await aWorld();
    const codes: unknown[] = [];
    const subscribe = () =>
      subscribeBot(other, bot.uniqueName).catch(({ code }: { code?: string }) => codes.push(code));
    const both: [() => Promise<unknown>, () => Promise<unknown>] =
      first === 'the subscription' ? [subscribe, makePersonal] : [makePersonal, subscribe];
    await whileHeld('SELECT id FROM bot WHERE feed_id = $1 FOR NO KEY UPDATE', [bot.feedId], ...both);
    expect(await membersOf(bot.feedId)).toEqual([owner.id]);
    expect(codes).toEqual(first === 'the subscription' ? [] : ['not_found']);
  },
);

test('nobody but its creator can be made a subscriber of a personal bot', async () => {
  const { owner, other, bot, makePersonal } = await aWorld();
  await makePersonal();
  await select('INSERT INTO feed_member (feed_id, user_id) VALUES ($1, $2)', bot.feedId, other.id);
  expect(await membersOf(bot.feedId)).toEqual([owner.id]);
});

test('a call to somebody who does not subscribe yet still joins them to a bot of the organisation', async () => {
  const { owner, other, bot, call } = await aWorld();
  await call();
  expect((await membersOf(bot.feedId)).sort()).toEqual([owner.id, other.id].sort());
});

type Bot = { feedId: number; uniqueName: string };
type Administrator = Awaited<ReturnType<typeof aUser>>;

const code = 'function handler() { return; }';
const signature: SignatureSettings = {
  scheme: 'github',
  mode: 'REQUIRE',
  custom: null,
  keep: [],
  add: ['a secret'],
};

const acts: [string, (user: Administrator, bot: Bot) => Promise<unknown>][] = [
  ['a save of its handler', (user, { uniqueName }) => saveBotHandler(user, uniqueName, null)],
  ['a roll-back of its handler', (user, { uniqueName }) => rollBackBot(user, uniqueName, { version: 1 })],
  ['its deletion', (user, { uniqueName }) => deleteBot(user, uniqueName)],
  ['a change of its signature', (user, { feedId }) => setSignature(user, feedId, signature)],
  [
    'a change of how its calls are understood',
    (user, { feedId }) => saveUnderstanding(user, feedId, { ...AUTOMATIC, as: 'github' }),
  ],
];

test.each(acts)('a bot that has become personal meanwhile refuses an administrator %s', async (_, act) => {
  const [owner, administrator] = [await aUser(), await aUser('ADMINISTRATOR')];
  const bot = await aBot(owner);
  await saveBotHandler(owner, bot.uniqueName, code);
  await saveBotHandler(owner, bot.uniqueName, `${code} // again`);
  const before = await deedsTo(bot.id);
  const answers = await whileHeld("UPDATE bot SET access = 'PERSONAL' WHERE id = $1", [bot.id], () =>
    act(administrator, bot).then(
      () => 'done',
      (error: { code?: string }) => error.code,
    ),
  );
  expect(answers).toEqual(['not_found']);
  expect(await deedsTo(bot.id)).toEqual(before);
});
