import { expect, test } from 'vitest';
import { getBotSettings } from '@/lib/bots/get-bot-settings';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { getExtensionWorkshop } from '@/lib/extensions/get-extension-workshop';
import { publishExtension } from '@/lib/extensions/publish-extension';
import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { aBot, anExtension, aToken, aUser, historyOf, json, viaWeb } from '@/test/support/webhooks/world';

const FAILS = "function handler({ body }) {\n  throw new Error('no ' + body.what);\n}";
type User = Awaited<ReturnType<typeof aUser>>;

const call = async (uniqueName: string, token: { token: string }, body: unknown = { what: 'build' }) =>
  (await viaWeb(`/api/v2/bots/${uniqueName}/incoming?zapikey=${token.token}`, json(body))).status;

const failuresOf = async (user: User, uniqueName: string) =>
  (await getBotSettings(user, uniqueName)).failures;

test('whoever wrote a handler sees how often it failed, why, where and when, whosever token called', async () => {
  const [ada, bob] = [await aUser(), await aUser()];
  const { uniqueName } = await aBot(ada, { handlerCode: FAILS });
  const [adas, bobs] = [await aToken(ada), await aToken(bob)];
  expect(await failuresOf(ada, uniqueName)).toEqual([]);

  expect(await call(uniqueName, bobs)).toBe(422);
  await expect.poll(() => failuresOf(ada, uniqueName)).toHaveLength(1);
  const [bobsOnly] = await failuresOf(ada, uniqueName);
  expect(bobsOnly).toMatchObject({
    environment: null,
    count: 1,
    reason: expect.stringContaining('no build'),
    place: { line: 2, column: expect.any(Number) },
    call: null,
  });
  expect(bobsOnly!.reason).toBe((await historyOf(bobs.id))[0]!.reason);

  expect(await call(uniqueName, adas)).toBe(422);
  await expect.poll(async () => (await failuresOf(ada, uniqueName))[0]?.count).toBe(2);
  const [last] = await failuresOf(ada, uniqueName);
  expect(last!.call).toEqual({ tokenId: adas.id, invocationId: (await historyOf(adas.id))[0]!.id });
  expect(last!.since).toBe(bobsOnly!.since);
});

test('no failure of many that come at once is lost', async () => {
  const ada = await aUser();
  const { uniqueName } = await aBot(ada, { handlerCode: FAILS });
  const token = await aToken(ada);
  await Promise.all(Array.from({ length: 20 }, () => call(uniqueName, token)));
  await expect.poll(async () => (await failuresOf(ada, uniqueName))[0]?.count).toBe(20);
});

test('a value that cannot be posted, and a receiver that may not be posted to, are failures, too', async () => {
  const ada = await aUser();
  const token = await aToken(ada);
  for (const [value, reason] of [
    ['[1]', 'a list'],
    ["{ text: 'x', channel: 'opps' }", 'a channel that does not exist'],
  ]) {
    const { uniqueName } = await aBot(ada, { handlerCode: `function handler() { return ${value}; }` });
    expect(await call(uniqueName, token)).toBe(422);
    await expect
      .poll(() => failuresOf(ada, uniqueName))
      .toMatchObject([{ count: 1, reason: expect.stringContaining(reason!), place: null }]);
  }
});

test('other refusals are no failures, and new code counts from zero', async () => {
  const ada = await aUser();
  const { uniqueName } = await aBot(ada, { handlerCode: FAILS });
  const [on, off] = [await aToken(ada), await aToken(ada, { enabled: false })];
  expect(await call(uniqueName, off)).toBe(401);
  expect(await call(uniqueName, on)).toBe(422);
  await expect.poll(async () => (await failuresOf(ada, uniqueName))[0]?.count).toBe(1);
  await saveBotHandler(ada, uniqueName, 'function handler() {}');
  expect(await failuresOf(ada, uniqueName)).toEqual([]);
});

test('what the caller sent cannot hide a failure, and the same code saved again keeps it', async () => {
  const ada = await aUser();
  const { uniqueName } = await aBot(ada, { handlerCode: FAILS });
  const token = await aToken(ada);
  expect(await call(uniqueName, token, { what: 'a\u0000b' })).toBe(422);
  await expect
    .poll(() => failuresOf(ada, uniqueName))
    .toMatchObject([{ count: 1, reason: expect.stringContaining('no ab') }]);
  await saveBotHandler(ada, uniqueName, FAILS);
  expect(await failuresOf(ada, uniqueName)).toHaveLength(1);
});

test('no token of the caller stands in the reason', async () => {
  const ada = await aUser();
  const { uniqueName } = await aBot(ada, { handlerCode: FAILS });
  const token = await aToken(ada);
  expect(await call(uniqueName, token, { what: token.token })).toBe(422);
  await expect.poll(async () => (await failuresOf(ada, uniqueName)).length).toBe(1);
  expect((await failuresOf(ada, uniqueName))[0]!.reason).not.toContain(token.token.slice(-32));
});

test('the sandbox of an extension and its published version are counted apart', async () => {
  const ada = await aUser();
  const { number, sandbox, marketplace } = await anExtension(ada, FAILS);
  const { token } = await aToken(ada);
  const send = async ({ appId, appKey }: typeof sandbox) => {
    const path = `/api/v2/applications/${appId}/incoming?appkey=${encodeURIComponent(appKey)}&zapikey=${token}`;
    expect((await viaWeb(path, json({ what: 'x' }))).status).toBe(422);
  };
  const counts = async () =>
    (await getExtensionWorkshop(ada, number)).failures.map(({ environment, count }) => [environment, count]);
  await publishExtension(ada, number, { note: '' });
  await send(sandbox);
  await send(sandbox);
  await send(marketplace);
  await expect.poll(counts).toEqual([
    ['sandbox', 2],
    ['marketplace', 1],
  ]);
  await saveSandboxCode(ada, number, 'function handler() {}');
  expect(await counts()).toEqual([['marketplace', 1]]);
  await publishExtension(ada, number, { note: '' });
  expect(await counts()).toEqual([]);
});
