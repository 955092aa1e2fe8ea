import { afterAll, describe, expect, test } from 'vitest';
import { errorOf, resultOf } from '@/test/support/handlers/outcomes';
import { begunInHaste, handlerInput, inHaste, runCode } from '@/test/support/handlers/run-code';
import { handlerPool } from './pool/handler-pool';
import { runHandler } from './run-handler';

afterAll(() => handlerPool().close());

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
    ['a native loop that asks no interrupt', 'function handler() { return Array(1e9).join("") }'],
    [
      'a getter that loops while the result is written',
      'function handler() { return { get text() { for (;;); } } }',
    ],
    ['a toJSON that loops', 'function handler() { return { toJSON() { for (;;); } } }'],
  ])('%s ends when its time is over', async (_name, code) => {
    const { kind, message } = await inHaste(() => errorOf(code));
    expect([kind, message]).toEqual(['timeout', 'The handler ran longer than 0.1 s and was stopped.']);
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
    const run = (code: string) =>
      runHandler(code, handlerInput, { ownerId: '8', handlerId: code, callerId: '8', isTrial: false });
    const stopped = begunInHaste(() => [1, 2].map(() => run('function handler() { for (;;); }')));
    const exploding = run('function handler() { const a = []; for (;;) a.push(new ArrayBuffer(1e6)) }');
    const good = Array.from({ length: 20 }, (_, i) =>
      resultOf('function handler(r) { return r.body }', { body: i }),
    );
    expect(await Promise.all(good)).toEqual(good.map((_, i) => i));
    for (const outcome of await Promise.all(stopped))
      expect(outcome).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(await exploding).toMatchObject({ ok: false, error: { kind: 'memory' } });
  });

  test('one slow handler does not keep the others waiting behind its own calls', async () => {
    const finished: string[] = [];
    const slow = begunInHaste(() =>
      Promise.all(
        Array.from({ length: 16 }, () =>
          runCode('function handler() { for (;;); }').then(
            () => finished.push('slow'),
            () => finished.push('refused'),
          ),
        ),
      ),
    );
    await resultOf('function handler() { return 1 }').then(() => finished.push('other'));
    // It came last and gets the first free thread.
    expect(finished.indexOf('other')).toBeLessThanOrEqual(8);
    expect(finished).not.toContain('refused');
    await slow;
  });

  test('over the length of the queue the call is refused, not kept', async () => {
    const many = Array.from({ length: 400 }, () => runCode('function handler() { return 1 }'));
    const settled = await Promise.allSettled(many);
    const refused = settled.filter((each) => each.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const each of refused) expect(each.reason).toMatchObject({ code: 'temporarily_unavailable' });
    expect(await resultOf('function handler() { return 1 }')).toBe(1);
  });
});
