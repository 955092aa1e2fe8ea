import { expect, test } from 'vitest';
import { listBotCalls } from '@/lib/bots/list-bot-calls';
import { listExtensionCalls } from '@/lib/extensions/list-extension-calls';
import { readInvocation } from '@/lib/webhook-tokens/read-invocation';
import { aBot, anExtension, aToken, aUser, json, viaWeb } from '@/test/support/webhooks/world';

const SILENT = 'function handler() {}';

test('the calls of one’s own tokens that reached the bot are listed, newest first, and those of others are not', async () => {
  const [ada, bob] = [await aUser(), await aUser()];
  const [bot, other] = [await aBot(ada, { handlerCode: SILENT }), await aBot(ada, { handlerCode: SILENT })];
  const [first, second, bobs] = [await aToken(ada), await aToken(ada), await aToken(bob)];
  const send = async (to: { uniqueName: string }, token: { token: string }, body: unknown) => {
    const answer = await viaWeb(`/api/v2/bots/${to.uniqueName}/incoming?zapikey=${token.token}`, json(body));
    expect(answer.status).toBe(200);
  };
  await send(bot, first, { n: 1 });
  await send(other, first, { n: 2 });
  await send(bot, bobs, { n: 3 });
  await send(bot, second, { n: 4, token: second.token });
  const calls = await listBotCalls(ada, bot.uniqueName);
  expect(calls.map(({ tokenId }) => tokenId)).toEqual([second.id, first.id]);
  expect(calls[0]).toMatchObject({ status: 200, tokenName: 'Build server' });

  // The sample is filled from the history, where credentials are masked.
  const { body } = await readInvocation(ada, second.id, calls[0]!.id);
  expect(body?.text).toContain('"n":4');
  expect(JSON.stringify(body)).not.toContain(second.token.slice(-32));
});

test('an extension’s are those of its sandbox and of its marketplace URL', async () => {
  const ada = await aUser();
  const { number, sandbox } = await anExtension(ada, SILENT);
  const { token } = await aToken(ada);
  expect(await listExtensionCalls(ada, number)).toEqual([]);
  await viaWeb(
    `/api/v2/applications/${sandbox.appId}/incoming?appkey=${encodeURIComponent(sandbox.appKey)}&zapikey=${token}`,
    json({ n: 1 }),
  );
  expect(await listExtensionCalls(ada, number)).toHaveLength(1);
});

test('ten are listed at the most', async () => {
  const ada = await aUser();
  const bot = await aBot(ada, { handlerCode: SILENT });
  const { token } = await aToken(ada);
  for (let n = 0; n < 11; n++) {
    await viaWeb(`/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token}`, json({ n }));
  }
  expect(await listBotCalls(ada, bot.uniqueName)).toHaveLength(10);
});
