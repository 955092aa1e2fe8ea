import { afterAll, describe, expect, it } from 'vitest';
import { deleteBot } from '@/lib/bots/delete-bot';
import { tryBotHandler } from '@/lib/bots/try-bot-handler';
import { tryExtensionHandler } from '@/lib/extensions/try-extension-handler';
import { handlerInput, inHaste } from '@/test/support/handlers/run-code';
import { reasonOf, world } from '@/test/support/handlers/store';
import {
  anExtension,
  aToken,
  aUser,
  json,
  messagesOf,
  outcome,
  publish,
  select,
  viaWeb,
} from '@/test/support/webhooks/world';
import { handlerHost } from '../host/handler-host';
import { handlerPool } from '../pool/handler-pool';
import { runHandler } from '../run-handler';
import { StoreRun } from './store-run';

// The first thread may take longer to start than a call may wait on a busy machine.
afterAll(() => handlerPool().close());

describe('what is kept between calls', () => {
  it('a handler speaks up only when something changes', async () => {
    const { bot, send } = await world(
      "if (store.get('state') === body.state) return; store.set('state', body.state); return { text: body.state };",
    );
    for (const state of ['up', 'up', 'down', 'down', 'up']) expect((await send({ state })).status).toBe(200);
    const texts = (await messagesOf(bot.feedId)).map(({ content }) => JSON.parse(content).text);
    expect(texts).toEqual(['up', 'down', 'up']);
  });

  it('any JSON comes back as it was, seen by the run that set it', async () => {
    const { send } = await world(
      "const before = store.get('it') ?? null; store.set('it', body.next); return { before, now: store.get('it') };",
    );
    const values: unknown[] = [
      { a: [1, 'ü😀\0', null, true] },
      0,
      '',
      false,
      [[]],
      { __proto__: null, constructor: 1 },
    ];
    let before: unknown = null;
    for (const next of values) {
      expect((await send({ next })).body).toMatchObject({ before, now: next });
      before = next;
    }
  });

  it('delete removes, also in the run itself; deleting what is not there is fine', async () => {
    const { send, entries, keep } = await world(
      "store.delete('none'); store.delete('a'); store.set('b', 1); store.delete('b'); return { a: store.get('a') ?? 'gone', b: store.get('b') ?? 'gone' };",
    );
    await keep('a', 1);
    expect((await send({})).body).toMatchObject({ a: 'gone', b: 'gone' });
    expect(await entries()).toEqual([]);
  });

  it('a ttl ends a key by the database’s clock, and a key of a clock that was wrong is over', async () => {
    const { send, entries, keep, ends } = await world(
      "store.set('new', 1, { ttl: 60 }); return { old: store.get('old') ?? 'gone', odd: store.get('odd') ?? 'gone', ahead: store.get('ahead') ?? 'gone' };",
    );
    for (const key of ['old', 'odd', 'ahead']) await keep(key, 1);
    await ends('old', '-1 milliseconds');
    await ends('odd', '400 days');
    await ends('ahead', '1 minute');
    expect((await send({})).body).toMatchObject({ old: 'gone', odd: 'gone', ahead: 1 });
    const [{ expires_at: expiresAt } = { expires_at: null }] = (await entries()).filter(
      ({ key }) => key === 'new',
    );
    const [{ now } = { now: new Date(0) }] = await select<{ now: Date }>('SELECT now()');
    expect(Math.abs(expiresAt!.getTime() - now.getTime() - 60_000)).toBeLessThan(30_000);
  });
});

describe('increment', () => {
  it('counts parallel calls one by one', async () => {
    const { send, entries } = await world("return { n: store.increment('calls') };");
    const counted = await Promise.all(Array.from({ length: 24 }, () => send({})));
    const numbers = counted.map(({ body }) => body.n as number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    expect(await entries()).toMatchObject([{ key: 'calls', value: '24' }]);
  });

  it('adds what is said, and its ttl begins with the first', async () => {
    const { send, entries } = await world("return { n: store.increment('n', body.by, { ttl: body.ttl }) };");
    expect((await send({ by: 2.5, ttl: 100 })).body.n).toBe(2.5);
    const [first] = await entries();
    expect((await send({ by: -1, ttl: 100_000 })).body.n).toBe(1.5);
    expect(await entries()).toEqual([{ ...first, value: '1.5' }]);
  });

  it('agrees with what the run has set, read and deleted', async () => {
    const { send, entries, keep } = await world(`
      const seen = [store.get('a'), store.increment('a'), store.get('a')];
      store.set('b', 10); seen.push(store.increment('b', 5), store.get('b'));
      store.delete('a'); seen.push(store.increment('a', 7));
      return { seen };`);
    await keep('a', 1);
    expect((await send({})).body.seen).toEqual([1, 2, 2, 15, 15, 7]);
    expect(await entries()).toMatchObject([
      { key: 'a', value: '7' },
      { key: 'b', value: '15' },
    ]);
  });

  it('of what is no number fails and leaves it', async () => {
    const { send, entries, keep, token } = await world("store.increment('a');");
    await keep('a', 'text');
    expect((await send({})).status).toBe(422);
    expect(await reasonOf(token.id)).toContain("'a' holds no number to add to");
    expect(await entries()).toMatchObject([{ value: '"text"' }]);
  });
});

describe('a call that comes to nothing changes nothing', () => {
  const writes = "store.set('a', 1); store.delete('b'); store.increment('n', 3); store.increment('new');";
  it.each([
    ['the handler throws', `${writes} throw new Error('no');`],
    ['the handler is stopped', `${writes} for (;;);`],
    ['its message is wrong', `${writes} return { text: 'x', slides: 7 };`],
    ['its respond is wrong', `${writes} return { respond: { status: 302 } };`],
    ['its channel does not exist', `${writes} return { text: 'x', channel: 'nowhere-at-all' };`],
  ])('%s', async (_, statements) => {
    const { send, entries, keep } = await world(statements);
    await keep('b', 'kept');
    await keep('n', 10);
    const isEndless = statements.includes('for (;;)');
    const { status } = await (isEndless ? inHaste(() => send({})) : send({}));
    expect(status).toBeGreaterThanOrEqual(400);
    expect((await entries()).map(({ key, value }) => [key, value])).toEqual([
      ['b', '"kept"'],
      ['n', '10'],
    ]);
  });

  it('a repetition with the same key counts once, and hears the first answer', async () => {
    const { send, entries } = await world("store.set('last', body.n); return { n: store.increment('n') };");
    for (const n of [1, 2]) expect((await send({ n }, { 'webhook-id': 'one' })).body.n).toBe(1);
    expect((await entries()).map(({ key, value }) => [key, value])).toEqual([
      ['last', '1'],
      ['n', '1'],
    ]);
  });
});

describe('whose it is', () => {
  it('each bot, the sandbox of an extension and its marketplace have their own', async () => {
    const code = "function handler() { return { n: store.increment('n') }; }";
    const [one, other] = [
      await world('return { n: store.increment("n") };'),
      await world('return { n: store.increment("n") };'),
    ];
    expect((await one.send({})).body.n).toBe(1);
    expect((await other.send({})).body.n).toBe(1);
    expect((await one.send({})).body.n).toBe(2);
    const owner = await aUser();
    const extension = await anExtension(owner, code);
    await publish(owner, extension.number, { code, draft: code });
    const token = await aToken(owner);
    const count = async ({ appId, appKey }: { appId: string; appKey: string }) => {
      const url = `/api/v2/applications/${appId}/incoming?appkey=${encodeURIComponent(appKey)}&zapikey=${token.token}`;
      return ((await (await viaWeb(url, json({}))).json()) as { n: number }).n;
    };
    expect(await count(extension.sandbox)).toBe(1);
    expect(await count(extension.marketplace)).toBe(1);
    expect(await count(extension.sandbox)).toBe(2);
  });

  it('goes with the bot', async () => {
    const { user, bot, send, entries } = await world("store.set('a', 1);");
    await send({});
    expect(await entries()).toHaveLength(1);
    await deleteBot(user, bot.uniqueName);
    expect(await entries()).toEqual([]);
  });
});

describe('a test run', () => {
  const code = `function handler() {
    store.set('state', 'down', { ttl: 60 }); store.delete('old');
    return { text: 'n is ' + store.increment('n') + ', ' + store.increment('n', 2) };
  }`;
  const test = { code, method: 'POST', headers: {}, params: {}, body: '{}' } as const;

  it('reads what is kept, shows what it would keep, and keeps nothing', async () => {
    const { user, bot, entries, keep } = await world('return;');
    await keep('n', 41);
    const run = await tryBotHandler(user, bot.uniqueName, test);
    expect(run.message).toMatchObject({ text: 'n is 42, 44' });
    expect(run.stored).toEqual([
      { key: 'state', value: 'down', ttlS: 60 },
      { key: 'old', deleted: true },
      { key: 'n', value: 44, ttlS: null },
    ]);
    expect(await entries()).toMatchObject([{ key: 'n', value: '41' }]);
  });

  it('of an extension reads its sandbox, and nobody else may', async () => {
    const owner = await aUser();
    const extension = await anExtension(owner, code);
    const run = await tryExtensionHandler(owner, extension.number, test);
    expect(run.message).toMatchObject({ text: 'n is 1, 3' });
    await expect(tryExtensionHandler(await aUser(), extension.number, test)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('saving code that uses the store at its top level loads it with an empty one', async () => {
    const { user, bot } = await world('return;');
    const top = `const seen = store.get('a'); store.set('b', 1); function handler() { return { text: typeof seen } }`;
    const run = await tryBotHandler(user, bot.uniqueName, { ...test, code: top });
    expect(run.message).toMatchObject({ text: 'undefined' });
  });
});

describe('a store that cannot be reached', () => {
  it('is no failure of the handler: the call may be sent again', async () => {
    // A feed that does not exist has no store.
    const host = handlerHost({ store: new StoreRun({ feedId: -1, inSandbox: false }) });
    const share = { ownerId: '7', handlerId: 7, callerId: '7', isTrial: false };
    const code = "function handler() { store.increment('n'); }";
    await expect(runHandler(code, handlerInput, share, host)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
    });
  });
});

describe('refused calls', () => {
  it('without a valid token run nothing and keep nothing', async () => {
    const { url, entries } = await world("store.set('a', 1);");
    expect(await outcome(await viaWeb(url.replace(/zapikey=.*/, 'zapikey=x'), json({})))).toMatchObject({
      status: 401,
    });
    expect(await entries()).toEqual([]);
  });
});
