import { afterAll, describe, expect, test } from 'vitest';
import { errorOf, resultOf } from '@/test/support/handlers/outcomes';
import { runCode as run } from '@/test/support/handlers/run-code';
import { checkSyntax } from './check-syntax';
import { handlerPool } from './pool/handler-pool';

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
