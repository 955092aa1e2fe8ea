import { expect, test } from 'vitest';
import { getBotSettings } from '@/lib/bots/get-bot-settings';
import { rollBackBot } from '@/lib/bots/roll-back-bot';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { db } from '@/lib/db/prisma';
import { aBot, aToken, aUser, json, viaWeb } from '@/test/support/webhooks/world';
import { getBotVersion } from './get-version';

const says = (word: string) => `function handler() { return { said: '${word}' }; }`;
const codes = async (user: Awaited<ReturnType<typeof aUser>>, uniqueName: string) => {
  const { versions } = await getBotSettings(user, uniqueName);
  return Promise.all(
    versions.map(async ({ version }) => {
      const { code } = await getBotVersion(user, { uniqueName, version });
      return [version, code] as const;
    }),
  );
};

test('every save that changes the code is a version, newest first; saving the same again is none', async () => {
  const ada = await aUser();
  const { uniqueName } = await aBot(ada);
  for (const code of [says('one'), says('one'), says('two'), null]) {
    await saveBotHandler(ada, uniqueName, code);
  }
  expect(await codes(ada, uniqueName)).toEqual([
    [3, null],
    [2, says('two')],
    [1, says('one')],
  ]);
  const { versions } = await getBotSettings(ada, uniqueName);
  expect(versions[0]).toMatchObject({ savedBy: ada.name });
});

test('rolling back runs the earlier code from then on, and can be taken back', async () => {
  const ada = await aUser();
  const { uniqueName } = await aBot(ada);
  const { token } = await aToken(ada);
  const said = async () =>
    (await (await viaWeb(`/api/v2/bots/${uniqueName}/incoming?zapikey=${token}`, json({}))).json()).said;
  await saveBotHandler(ada, uniqueName, says('one'));
  await saveBotHandler(ada, uniqueName, says('two'));
  await rollBackBot(ada, uniqueName, { version: 1 });
  expect(await said()).toBe('one');
  await rollBackBot(ada, uniqueName, { version: 2 });
  expect(await said()).toBe('two');
  expect((await codes(ada, uniqueName)).map(([version]) => version)).toEqual([4, 3, 2, 1]);
});

test('code from before versions were kept, or saved by a server from before, is kept when other code is saved', async () => {
  const ada = await aUser();
  const { id, uniqueName } = await aBot(ada);
  const saveOld = (code: string) =>
    db().bot.update({ where: { id }, data: { handlerCode: code }, select: { id: true } });
  await saveOld(says('before'));
  await saveBotHandler(ada, uniqueName, says('one'));
  await saveOld(says('by another server'));
  await saveBotHandler(ada, uniqueName, says('two'));
  expect(await codes(ada, uniqueName)).toEqual([
    [4, says('two')],
    [3, says('by another server')],
    [2, says('one')],
    [1, says('before')],
  ]);
});

test('the last fifty are kept', async () => {
  const ada = await aUser();
  const { id, uniqueName } = await aBot(ada);
  await db().botVersion.createMany({
    data: Array.from({ length: 50 }, (_, n) => ({ botId: id, version: n + 1, code: 'x', savedById: ada.id })),
  });
  await db().bot.update({ where: { id }, data: { handlerCode: 'x' }, select: { id: true } });
  await saveBotHandler(ada, uniqueName, says('new'));
  const kept = await codes(ada, uniqueName);
  expect([kept.length, kept[0]?.[0], kept.at(-1)?.[0]]).toEqual([50, 51, 2]);
});

test('the settings carry no code of versions, and say which one runs and which took the handler away', async () => {
  const ada = await aUser();
  const { uniqueName } = await aBot(ada);
  for (const code of [says('one'), null, says('one')]) await saveBotHandler(ada, uniqueName, code);
  const { versions, presentVersion, handlerCode } = await getBotSettings(ada, uniqueName);
  expect([presentVersion, handlerCode]).toEqual([3, says('one')]);
  expect(versions.map(({ version, isRemoval }) => [version, isRemoval])).toEqual([
    [3, false],
    [2, true],
    [1, false],
  ]);
  expect(JSON.stringify(versions)).not.toContain('function');
  await rollBackBot(ada, uniqueName, { version: 2 });
  expect((await getBotSettings(ada, uniqueName)).presentVersion).toBe(4);
});

test('nobody else rolls a bot back, and there is no version that never was', async () => {
  const [ada, bob] = [await aUser(), await aUser()];
  const { uniqueName } = await aBot(ada, { handlerCode: says('one') });
  await saveBotHandler(ada, uniqueName, says('two'));
  for (const [who, version] of [
    [bob, 1],
    [ada, 3],
  ] as const) {
    await expect(rollBackBot(who, uniqueName, { version })).rejects.toMatchObject({ code: 'not_found' });
  }
  expect((await getBotSettings(ada, uniqueName)).handlerCode).toBe(says('two'));
});

test('two saves at once are two versions', async () => {
  const ada = await aUser();
  const { uniqueName } = await aBot(ada);
  await Promise.all(['one', 'two', 'three'].map((word) => saveBotHandler(ada, uniqueName, says(word))));
  const kept = await codes(ada, uniqueName);
  expect(kept.map(([version]) => version)).toEqual([3, 2, 1]);
  expect((await getBotSettings(ada, uniqueName)).handlerCode).toBe(kept[0]?.[1]);
});
