import { expect, test } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { updateBot } from '@/lib/bots/update-bot';
import { openStream } from '@/lib/streams/open-stream';
import {
  aBot,
  anExtension,
  aToken,
  aUser,
  json,
  organizationId,
  publish,
  viaWeb,
} from '@/test/support/webhooks/world';

const FAILS = 'function handler() { throw new Error("no"); }';

/**
 * Somebody on the page of the handler with this feed who has seen `after` failures, and on other handlers' pages in
 * the same browser.
 */
async function watch(user: SignedInUser, feedId: number, after = 0, ...others: [number, number][]) {
  const gone = new AbortController();
  const wanted = [[feedId, after] as const, ...others].map(([id, known]) => ({
    topic: { kind: 'handler', feedId: id } as const,
    after: known,
  }));
  const stream = await openStream(user, wanted, { signal: gone.signal, heartbeatMs: 600_000 });
  const reader = (stream as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    leave: () => gone.abort(),
    async until(part: string) {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`ended before ${part}: ${text}`);
        text += value;
      }
      return text;
    },
  };
}

const told = (feedId: number) => `topic: handler/${feedId}\nevent: failures\ndata: \n\n`;
const failing = async (path: string) => expect((await viaWeb(path, json({}))).status).toBe(422);

test('a failure is told at once to whoever may change the bot, whosever token called', async () => {
  const [ada, administrator, bob] = [await aUser(), await aUser('ADMINISTRATOR'), await aUser()];
  const { uniqueName, feedId } = await aBot(ada, { handlerCode: FAILS });
  const watching = [await watch(ada, feedId), await watch(administrator, feedId)];
  for (const one of watching) await one.until('retry:');
  await failing(`/api/v2/bots/${uniqueName}/incoming?zapikey=${(await aToken(bob)).token}`);
  for (const one of watching) {
    await one.until(told(feedId));
    one.leave();
  }
});

test('failures before the connection are told with it, known ones are not', async () => {
  const ada = await aUser();
  const { uniqueName, feedId } = await aBot(ada, { handlerCode: FAILS });
  const path = `/api/v2/bots/${uniqueName}/incoming?zapikey=${(await aToken(ada)).token}`;
  const first = await watch(ada, feedId);
  await failing(path);
  await first.until(told(feedId));
  first.leave();
  const late = await watch(ada, feedId, 0);
  await late.until(told(feedId));
  late.leave();

  const other = await aBot(ada, { handlerCode: FAILS });
  const seen = await watch(ada, feedId, 1, [other.feedId, 5]);
  expect(await seen.until(told(other.feedId))).not.toContain(told(feedId));
  await failing(path);
  await seen.until(told(feedId));
  seen.leave();
  // The count begins anew: the page's number is outdated.
  await saveBotHandler(ada, uniqueName, 'function handler() {}');
  const fresh = await watch(ada, feedId, 2);
  await fresh.until(told(feedId));
  fresh.leave();
});

test('others are told nothing: neither members of the feed, nor administrators about a personal bot', async () => {
  const [ada, bob, administrator] = [await aUser(), await aUser(), await aUser('ADMINISTRATOR')];
  const ofAll = await aBot(ada, { handlerCode: FAILS }, [bob]);
  const personal = await aBot(ada, { handlerCode: FAILS, access: 'PERSONAL' });
  const { number, feedId, marketplace } = await anExtension(ada, FAILS);
  await publish(ada, number, { code: FAILS, draft: FAILS, installers: [bob] });
  for (const [user, of] of [
    [bob, ofAll.feedId],
    [administrator, personal.feedId],
    [bob, feedId],
    [administrator, feedId],
    [ada, 2_147_483_647],
  ] as const) {
    await expect(watch(user, of)).rejects.toMatchObject({ code: 'not_found' });
  }
  const owner = await watch(ada, feedId);
  const { token } = await aToken(bob);
  await failing(
    `/api/v2/applications/${marketplace.appId}/incoming?appkey=${encodeURIComponent(marketplace.appKey)}&zapikey=${token}`,
  );
  await owner.until(told(feedId));
  owner.leave();
});

test('ends with the right to change the bot', async () => {
  expect(await organizationId()).toBeTruthy();
  const [ada, administrator] = [await aUser(), await aUser('ADMINISTRATOR')];
  const { uniqueName, feedId } = await aBot(ada, { handlerCode: FAILS });
  const watching = await watch(administrator, feedId);
  await watching.until('retry:');
  await updateBot(ada, uniqueName, { name: 'Mine', description: '', imageUrl: null, access: 'PERSONAL' });
  await failing(`/api/v2/bots/${uniqueName}/incoming?zapikey=${(await aToken(ada)).token}`);
  expect(await watching.until('event: end\ndata: membership')).not.toContain('failures');
});
