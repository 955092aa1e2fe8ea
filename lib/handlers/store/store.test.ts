import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteBot } from '@/lib/bots/delete-bot';
import { testBotHandler } from '@/lib/bots/test-bot-handler';
import { testExtensionHandler } from '@/lib/extensions/test-extension-handler';
import {
  aBot,
  anExtension,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  publish,
  select,
  viaWeb,
} from '@/lib/webhooks/test-world';
import { handlerPool } from '../handler-pool';
import { handlerHost } from '../host/handler-host';
import { runHandler } from '../run-handler';
import { handlerInput, runUnhurried } from '../test-run';
import { StoreRun } from './store-run';

// The first thread takes its time to start, on a busy machine longer than a call may wait.
beforeAll(() => runUnhurried('function handler() {}'));
afterAll(() => handlerPool().close());

async function world(statements: string) {
  const user = await aUser();
  const bot = await aBot(user, { handlerCode: `function handler({ body }) { ${statements} }` });
  const token = await aToken(user);
  const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
  const send = async (body: unknown, headers: Record<string, string> = {}) => {
    const answer = await viaWeb(url, {
      ...json(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const entries = () =>
    select<{ key: string; value: string; expires_at: Date | null }>(
      'SELECT key, value, expires_at FROM handler_store_entry WHERE feed_id = $1 ORDER BY key',
      bot.feedId,
    );
  const keep = (key: string, value: unknown) =>
    select(
      'INSERT INTO handler_store_entry (feed_id, in_sandbox, key, value) VALUES ($1, false, $2, $3)',
      bot.feedId,
      key,
      JSON.stringify(value),
    );
  const ends = (key: string, within: string) =>
    select(
      'UPDATE handler_store_entry SET expires_at = now() + $3::interval WHERE feed_id = $1 AND key = $2',
      bot.feedId,
      key,
      within,
    );
  return { user, bot, token, url, send, entries, keep, ends };
}

const fill = (feedId: number, keys: number) =>
  select(
    `INSERT INTO handler_store_entry (feed_id, in_sandbox, key, value)
     SELECT $1, false, 'k' || n, '0' FROM generate_series(1, $2) n`,
    feedId,
    keys,
  );
const reasonOf = async (tokenId: string) => (await historyOf(tokenId)).at(-1)!.reason;

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
    expect((await send({})).status).toBeGreaterThanOrEqual(400);
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

describe('limits', () => {
  it.each([
    [
      'a run that sets a million keys',
      'for (let i = 0; i < 1e6; i++) store.set("k" + i, i);',
      'at most 100 times',
    ],
    [
      'a value over 64 KiB',
      "store.set('big', 'x'.repeat(65536));",
      "The value of 'big' has 65,538 bytes as JSON",
    ],
    ['a value in a circle', "const a = {}; a.a = a; store.set('a', a);", 'circular'],
    ['a value that is none', "store.set('a', undefined);", 'cannot be written as JSON'],
    ['a function', "store.set('a', () => 1);", 'cannot be written as JSON'],
    ['a BigInt', "store.set('a', 1n);", 'BigInt'],
    ['a key that is no text', 'store.get(7);', 'The key of store.get must be a text, not number'],
    ['no key', 'store.get();', 'The key of store.get must be a text, not undefined'],
    ['an empty key', "store.get('');", 'A key of the store has 1 to 200 characters'],
    ['a long key', "store.get('k'.repeat(201));", 'A key of the store has 1 to 200 characters'],
    ['a key with NUL', "store.get('a\\0');", 'A key of the store has 1 to 200 characters'],
    ['half a character as key', "store.get('\\ud83d');", 'A key of the store has 1 to 200 characters'],
    ['a ttl of nothing', "store.set('a', 1, { ttl: 0 });", 'A ttl is from 1 to 31,622,400 seconds'],
    [
      'a ttl without end',
      "store.set('a', 1, { ttl: Infinity });",
      'The ttl of store.set must be a number of seconds',
    ],
    [
      'a ttl that is a text',
      "store.set('a', 1, { ttl: '60' });",
      'The ttl of store.set must be a number of seconds',
    ],
    [
      'a ttl of NaN',
      "store.increment('a', 1, { ttl: NaN });",
      'The ttl of store.increment must be a number of seconds',
    ],
    ['a mistyped option', "store.set('a', 1, { tll: 60 });", "store.set knows no option 'tll'"],
    ['a ttl in place of the options', "store.set('a', 1, 60);", 'The options of store.set are an object'],
    ['an increment by a text', "store.increment('a', '1');", 'store.increment adds a number'],
    [
      'a value longer than what is asked may be',
      "store.set('a', 'x'.repeat(2e6));",
      'What store and render are given is longer than 1 MiB of JSON',
    ],
    [
      'a question without end',
      "for (let n = 0; n < 1000; n++) try { store.get('a'); } catch {} store.get('a');",
      'The handler asks store and render too often',
    ],
    [
      'JSON of the handler’s own making',
      "Object.prototype.toJSON = function () { return this.store ? 5 : this; }; store.get('a');",
      'The store does not understand what it is asked',
    ],
    [
      'a value that is no JSON any more',
      "Object.prototype.toJSON = function () { return this.store ? { store: 'set', key: 'a', json: '{', ttl: null } : this; }; store.set('a', 1);",
      'The store does not understand what it is asked',
    ],
    ['an increment by NaN', "store.increment('a', NaN);", 'store.increment adds a number'],
    [
      'a number beyond all',
      "store.increment('a', 1e308); store.increment('a', 1e308);",
      "'a' would be beyond the largest number",
    ],
    [
      'a method that is not there',
      "store.put('a', 1);",
      'store.put is not there in a handler; store has get, set, delete, increment',
    ],
    [
      'a value with a getter that throws',
      "store.set('a', { get x() { throw new Error('mine'); } });",
      'mine',
    ],
  ])('%s fails the handler, in words for its author', async (_, statements, told) => {
    const { token, send, entries } = await world(statements);
    expect((await send({})).status).toBe(422);
    expect(await reasonOf(token.id)).toContain(told);
    expect(await entries()).toEqual([]);
  });

  it('exactly 64 KiB is kept', async () => {
    const { send, entries } = await world("store.set('big', 'x'.repeat(65534));");
    expect((await send({})).status).toBe(200);
    expect((await entries())[0]!.value).toHaveLength(65_536);
  });

  it('a store has at most 200 keys; those that ran out make room', async () => {
    const { bot, token, send, entries, keep, ends } = await world(
      "store.set(body.key, 1); return { n: store.increment('n') };",
    );
    await fill(bot.feedId, 200);
    await ends('k1', '-1 hours');
    expect(await send({ key: 'k2' })).toMatchObject({ status: 200, body: { n: 1 } });
    expect((await send({ key: 'one-more' })).status).toBe(422);
    expect(await reasonOf(token.id)).toContain('a handler keeps at most 200 keys');
    expect(await entries()).toHaveLength(200);
    await expect(keep('x', 1)).rejects.toThrow('at most 200 keys');
  });

  it('what is deleted makes room for what the same call writes', async () => {
    const { bot, send, entries } = await world(
      "store.delete('k1'); store.set('new', 1); store.delete('none');",
    );
    await fill(bot.feedId, 200);
    expect((await send({})).status).toBe(200);
    const keys = (await entries()).map(({ key }) => key);
    expect(keys).toHaveLength(200);
    expect(keys).toContain('new');
    expect(keys).not.toContain('k1');
  });

  it('calls that write old and new keys at once, in any order, all write', async () => {
    const { send, entries, keep } = await world(
      "store.set('m', 1); store.set(body.id, 1); if (body.other) { store.set('b', 1); store.delete('a'); } else { store.set('a', 1); store.delete('b'); }",
    );
    for (const key of ['m', 'a', 'b']) await keep(key, 0);
    const ids = Array.from({ length: 24 }, (_, n) => (n % 2 ? 'c' : 'z') + n);
    const answers = await Promise.all(ids.map((id, n) => send({ id, other: n % 3 === 0 })));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const keys = (await entries()).map(({ key }) => key);
    for (const id of ids) expect(keys).toContain(id);
  });

  it('is kept by the database: of parallel calls with new keys each, 200 are counted', async () => {
    const { bot, send, entries } = await world('return { n: store.increment(body.key) };');
    await fill(bot.feedId, 190);
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => send({ key: `new ${n}` })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(14);
    expect(await entries()).toHaveLength(200);
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
    const run = await testBotHandler(user, bot.uniqueName, test);
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
    const run = await testExtensionHandler(owner, extension.number, test);
    expect(run.message).toMatchObject({ text: 'n is 1, 3' });
    await expect(testExtensionHandler(await aUser(), extension.number, test)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('saving code that uses the store at its top level loads it with an empty one', async () => {
    const { user, bot } = await world('return;');
    const top = `const seen = store.get('a'); store.set('b', 1); function handler() { return { text: typeof seen } }`;
    const run = await testBotHandler(user, bot.uniqueName, { ...test, code: top });
    expect(run.message).toMatchObject({ text: 'undefined' });
  });
});

describe('a store that cannot be reached', () => {
  it('is no failure of the handler: the call may be sent again', async () => {
    // Nothing can be kept for a feed that is gone.
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
