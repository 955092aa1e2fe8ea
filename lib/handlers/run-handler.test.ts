import { afterAll, describe, expect, test } from 'vitest';
import { handlerInput, runUnhurried } from '@/test/support/handlers/run-unhurried';
import { checkSyntax } from './check-syntax';
import { handlerPool } from './pool/handler-pool';
import { runHandler } from './run-handler';
import type { HandlerInput } from './types';

const input = handlerInput;
const run = runUnhurried;
const resultOf = async (code: string, given: Partial<HandlerInput> = {}) => {
  const outcome = await run(code, given);
  if (!outcome.ok) throw new Error(`${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
};
const inTime = (code: string) =>
  runHandler(code, input, { ownerId: '7', handlerId: code, callerId: '7', isTrial: false });
const errorOf = async (code: string, runs: typeof inTime = run) => {
  const outcome = await runs(code);
  if (outcome.ok) throw new Error(`it succeeded: ${JSON.stringify(outcome.value)}`);
  return outcome.error;
};

afterAll(() => handlerPool().close());

describe('what a handler gets and gives', () => {
  test('the request goes in and the returned object comes out as plain data', async () => {
    expect(
      await resultOf('function handler(r) { return { text: r.user.name, q: r.params, b: r.body } }'),
    ).toEqual({
      text: 'Ada',
      q: { a: '1' },
      b: { n: 1 },
    });
  });

  test('nothing returned is undefined', async () => {
    expect(await resultOf('function handler() {}')).toBeUndefined();
  });

  test('an async handler is awaited, through any number of promises', async () => {
    const code = `const handler = async (r) => {
      let n = 0;
      for (let i = 0; i < 5000; i++) n += await i;
      return Promise.resolve({ n });
    }`;
    expect(await resultOf(code)).toEqual({ n: 12_497_500 });
  });

  test('console lines come back, bounded in number and length', async () => {
    const outcome = await run(
      'function handler() { console.log("a", { b: 1 }, [2]); for (let i = 0; i < 99; i++) console.error("x".repeat(9999)) }',
    );
    expect(outcome.logs).toHaveLength(50);
    expect(outcome.logs[0]).toBe('a {"b":1} [2]');
    expect(outcome.logs[1]).toHaveLength(501);
  });

  test('a __proto__ key in the body stays data', async () => {
    const body = JSON.parse('{"__proto__":{"polluted":true}}');
    expect(
      await resultOf('function handler(r) { return [Object.keys(r.body), ({}).polluted === undefined] }', {
        body,
      }),
    ).toEqual([['__proto__'], true]);
  });
});

describe('errors point into the author’s code', () => {
  test('a thrown error has message, line and column', async () => {
    expect(
      await errorOf('function handler(r) {\n  const a = 1;\n  return r.body.missing.deep;\n}'),
    ).toMatchObject({
      kind: 'exception',
      line: 3,
      message: expect.stringContaining("cannot read property 'deep' of undefined"),
      column: expect.any(Number),
    });
  });

  test('an error in an async handler has its line too', async () => {
    expect(
      await errorOf('async function handler() {\n  await null;\n  throw new RangeError("no");\n}'),
    ).toMatchObject({
      kind: 'exception',
      line: 3,
      message: 'RangeError: no',
    });
  });

  test('a syntax error has its line', async () => {
    expect(await errorOf('function handler() {\n  return {;\n}')).toMatchObject({ kind: 'syntax', line: 2 });
  });

  test.each([
    'throw "text"',
    'throw null',
    'throw { a: 1 }',
    'throw undefined',
    'throw 42n',
    'throw Symbol("s")',
  ])('%s is an exception', async (statement) => {
    expect((await errorOf(`function handler() { ${statement} }`)).kind).toBe('exception');
  });

  test('an error whose own properties throw is still an answer', async () => {
    const code =
      'function handler() { const e = new Error("x"); Object.defineProperty(e, "stack", { get() { throw 1 } }); e.toString = null; throw e }';
    expect((await errorOf(code)).kind).toBe('exception');
  });

  test('a promise that never settles is named as such', async () => {
    expect((await errorOf('function handler() { return new Promise(() => {}) }')).message).toContain(
      'never settles',
    );
  });

  test('code without a handler says what to write', async () => {
    expect((await errorOf('const x = 1')).message).toContain('no function named handler');
  });
});

describe('limits', () => {
  test.each([
    ['an infinite loop', 'function handler() { while (true) {} }'],
    [
      'an infinite loop that catches everything',
      'function handler() { for (;;) { try { for (;;); } catch {} finally { continue } } }',
    ],
    ['an infinite loop at the top level', 'while (true) {}\nfunction handler() {}'],
    ['an endless chain of promises', 'async function handler() { for (;;) await null }'],
    [
      'microtasks that queue microtasks',
      'function handler() { const f = () => { Promise.resolve().then(f) }; f(); return new Promise(() => {}) }',
    ],
    [
      'a regular expression that backtracks for ever',
      'function handler() { return /^(a+)+$/.test("a".repeat(60) + "b") }',
    ],
    ['a native loop that asks no interrupt', 'function handler() { return Array(1e9).join("x") }'],
    [
      'a getter that loops while the result is written',
      'function handler() { return { get text() { for (;;); } } }',
    ],
    ['a toJSON that loops', 'function handler() { return { toJSON() { for (;;); } } }'],
  ])('%s ends after a second', async (_name, code) => {
    expect((await errorOf(code, inTime)).kind).toBe('timeout');
  });

  test.each([
    ['a growing array', 'function handler() { const a = []; for (;;) a.push(new ArrayBuffer(1e6)) }'],
    ['one huge buffer', 'function handler() { return new ArrayBuffer(1e9) }'],
    ['a huge string', 'function handler() { return "x".repeat(1e9) }'],
    ['a chain that leaves no room for an Error', 'function handler() { let o = null; for (;;) o = { o } }'],
    ['one that is still held afterwards', 'let o = null; function handler() { for (;;) o = { o } }'],
    ['one of an async handler', 'async function handler() { let o = null; for (;;) o = { o } }'],
  ])('%s ends at 32 MB', async (_name, code) => {
    expect((await errorOf(code)).kind).toBe('memory');
  });

  test.each([
    ['an error whose stack loops', 'function handler() { throw { get stack() { for (;;); } } }'],
    [
      'a chain of promises that wait for each other',
      'function handler() { const f = () => Promise.resolve().then(f); f(); return new Promise(() => {}) }',
    ],
    ['recursion', 'function handler() { return handler() + 1 }'],
    [
      'a deeply nested result',
      'function handler() { let a = []; for (let i = 0; i < 1e4; i++) a = [a]; return a }',
    ],
    ['a deeply nested script', 'function handler() { return eval("(".repeat(2e5) + ")".repeat(2e5)) }'],
    ['deeply nested JSON', 'function handler() { return JSON.parse("[".repeat(2e5)) }'],
    [
      'recursion through a getter',
      'function handler() { const o = { get a() { return this.a } }; return o }',
    ],
  ])('%s fails cleanly', async (_name, code) => {
    expect(['exception', 'memory', 'unserialisable']).toContain((await errorOf(code)).kind);
  });

  test.each([
    ['a list nested 65 deep', `function handler() { return ${'['.repeat(65)}'[[[']${']'.repeat(64)} }`],
    ['a circle', 'function handler() { const a = {}; a.a = a; return a }'],
    ['a BigInt', 'function handler() { return { n: 2n ** 64n } }'],
    ['more than 256 KiB', 'function handler() { return "x".repeat(300_000) }'],
  ])('%s cannot be a result', async (_name, code) => {
    expect((await errorOf(code)).kind).toBe('unserialisable');
  });

  test('a result may be nested 64 deep, brackets in texts not counted', async () => {
    const nested = `${'['.repeat(64)}"[{\\"["${']'.repeat(64)}`;
    expect(JSON.stringify(await resultOf(`function handler() { return ${nested} }`))).toBe(nested);
  });

  test('a stopped or exploding handler does not disturb the others in the queue', async () => {
    const code = 'function handler() { return Array(1e9).join("x") }';
    const share = { ownerId: '8', handlerId: 'exploding', callerId: '8', isTrial: false };
    const bad = Array.from({ length: 3 }, () => runHandler(code, input, share));
    const good = Array.from({ length: 20 }, (_, i) =>
      resultOf('function handler(r) { return r.body }', { body: i }),
    );
    expect(await Promise.all(good)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    const [first] = await Promise.allSettled(bad);
    expect(first).toMatchObject({ value: { ok: false, error: { kind: 'timeout' } } });
  });

  test('one slow handler does not keep the others waiting behind its own calls', async () => {
    const finished: string[] = [];
    const slow = Array.from({ length: 16 }, () =>
      inTime('function handler() { for (;;); }').then(
        () => finished.push('slow'),
        () => finished.push('refused'),
      ),
    );
    await resultOf('function handler() { return 1 }').then(() => finished.push('other'));
    // It came last and gets the first free thread.
    expect(finished.indexOf('other')).toBeLessThanOrEqual(8);
    expect(finished).not.toContain('refused');
    await Promise.all(slow);
  });

  test('over the length of the queue the call is refused, not kept', async () => {
    const many = Array.from({ length: 400 }, () => inTime('function handler() { return 1 }'));
    const settled = await Promise.allSettled(many);
    const refused = settled.filter((each) => each.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused) expect(each.reason).toMatchObject({ code: 'temporarily_unavailable' });
    expect(await resultOf('function handler() { return 1 }')).toBe(1);
  });
});

describe('isolation', () => {
  test('nothing lasts from one run to the next', async () => {
    await run(
      'globalThis.kept = 1; Object.prototype.kept = 1; Array.prototype.map = null; function handler() { globalThis.kept = 2 }',
    );
    await Promise.all(
      Array.from({ length: 8 }, async () =>
        expect(
          await resultOf('function handler() { return [typeof kept, ({}).kept ?? null, typeof [].map] }'),
        ).toEqual(['undefined', null, 'function']),
      ),
    );
  });

  test('polluting prototypes inside changes nothing outside', async () => {
    await run(
      'function handler() { Object.prototype.polluted = 1; return JSON.parse(\'{"__proto__":{"polluted":1}}\') }',
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('there is nothing of the host', async () => {
    const names = [
      'process',
      'require',
      'fetch',
      'setTimeout',
      'setInterval',
      'queueMicrotask',
      'XMLHttpRequest',
      'WebAssembly',
      'Worker',
      'performance',
      'Atomics',
      'SharedArrayBuffer',
      'std',
      'os',
      'module',
      'Buffer',
    ];
    expect(
      await resultOf(
        `function handler() { return ${JSON.stringify(names)}.filter((name) => name in globalThis) }`,
      ),
    ).toEqual([]);
  });

  test.each(['import("fs")', 'import("node:fs")', 'import("./worker.mjs")'])(
    '%s loads nothing',
    async (expression) => {
      expect(
        (await errorOf(`async function handler() { return Object.keys(await ${expression}) }`)).kind,
      ).toBe('exception');
    },
  );

  test('the Function constructor reaches only the sandbox', async () => {
    expect(
      await resultOf('function handler() { return typeof handler.constructor("return this")().process }'),
    ).toBe('undefined');
  });

  test('the clock stands at the moment of the call, in UTC', async () => {
    const before = Date.now();
    const code = `function handler() {
      const a = Date.now(); for (let i = 0; i < 2e6; i++); const b = new Date();
      return { a, moved: b.getTime() - a, offset: b.getTimezoneOffset(), year: b.getFullYear(), hours: b.getHours() === b.getUTCHours() }
    }`;
    const { a, ...rest } = (await resultOf(code)) as { a: number };
    expect(a).toBeGreaterThanOrEqual(before);
    expect(a).toBeLessThanOrEqual(Date.now());
    expect(rest).toEqual({ moved: 0, offset: 0, year: new Date().getUTCFullYear(), hours: true });
  });

  test('Math.random differs between calls', async () => {
    const values = await Promise.all(
      Array.from({ length: 6 }, () => resultOf('function handler() { return Math.random() }')),
    );
    expect(new Set(values).size).toBe(6);
  });
});

describe('checking before saving', () => {
  test('good code has no error, and the handler is not called', async () => {
    expect(await checkSyntax('function handler() { throw new Error("called") }', { id: '7' })).toBeNull();
  });

  test.each([
    ['function handler( {', 'syntax', 1],
    ['\n\nfunction handler() {}\nnope();', 'exception', 4],
    ['export function handler() {}', 'syntax', 1],
  ])('%s is refused', async (code, kind, line) => {
    expect(await checkSyntax(code, { id: '7' })).toMatchObject({ kind, line });
  });
});
