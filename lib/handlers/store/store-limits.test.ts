import { afterAll, describe, expect, it } from 'vitest';
import { fill, reasonOf, world } from '@/test/support/handlers/store';
import { handlerPool } from '../pool/handler-pool';

afterAll(() => handlerPool().close());

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
