import { afterAll, describe, expect, it } from 'vitest';
import { runCode } from '@/test/support/handlers/run-code';
import { checkSyntax } from './check-syntax';
import { handlerPool } from './pool/handler-pool';

const errorOf = async (code: string) => {
  const outcome = await runCode(code);
  if (outcome.ok) throw new Error(`it succeeded: ${JSON.stringify(outcome.value)}`);
  return outcome.error;
};

afterAll(() => handlerPool().close());

describe('an error of the author is told as what it says', () => {
  it.each([
    ["throw new Error('CUDA out of memory')", 'Error: CUDA out of memory'],
    ["throw new RangeError('out of memory')", 'RangeError: out of memory'],
    ["throw 'out of memory'", 'Uncaught out of memory'],
    ["throw { message: 'out of memory' }", '{"message":"out of memory"}'],
    ['throw null', 'Uncaught null'],
    ['throw undefined', 'Uncaught undefined'],
    ['return Promise.reject(null)', 'Uncaught null'],
    [
      "try { new ArrayBuffer(1e9) } catch (error) { throw new Error('no room: ' + error.message) }",
      'Error: no room: out of memory',
    ],
    ["throw new InternalError('out of memory')", "ReferenceError: 'InternalError' is not defined"],
    [
      "try { new ArrayBuffer(1e9) } catch (error) { throw new error.constructor('out of memory') }",
      'Error: out of memory',
    ],
  ])('%s', async (statement, message) => {
    expect(await errorOf(`function handler() { ${statement} }`)).toMatchObject({
      kind: 'exception',
      message,
    });
  });
});

/** The place of the mark, which is removed: lines as the editor counts them, columns in UTF-16 units. */
function marked(source: string) {
  const lines = source.slice(0, source.indexOf('^')).replace(/\r\n?/g, '\n').split('\n');
  return { code: source.replace('^', ''), line: lines.length, column: lines.at(-1)!.length + 1 };
}

describe('line and column', () => {
  const before = [
    ['nothing before it', ''],
    ['an emoji', "const a = '😀😀'; "],
    ['a family of emoji', "const a = '👨‍👩‍👧'; "],
    ['letters of other scripts', "const a = 'ä日本'; "],
    ['an emoji in a line before', "// 😀\nconst a = '😀';\n"],
    ['a template over two lines', 'const a = `😀\n😀`; '],
    ['Windows line ends', "// a\r\nconst a = '😀';\r\n"],
    ['old Macintosh line ends', '// a\rconst a = 1;\r'],
    ['U+2028 in a text', "const a = '\u2028'; "],
    ['U+2028 and U+2029 in a comment', '/* \u2028 \u2029 */ '],
    ['U+2028 between statements', 'const a = 1;\u2028'],
    ['half an emoji', "const a = '\ud83d'; "],
    ['a tab', '\t'],
  ] as const;

  it.each(before)('of an exception after %s', async (_, text) => {
    const { code, ...place } = marked(`function handler() {\n  ${text}^nope();\n}`);
    expect(await errorOf(code)).toMatchObject({ kind: 'exception', ...place });
  });

  it.each(before)('of what cannot be read after %s', async (_, text) => {
    const { code, ...place } = marked(`function handler() {\n  ${text}let b ^nope;\n}`);
    expect(await checkSyntax(code, { id: '7' })).toMatchObject({ kind: 'syntax', ...place });
  });

  it('are those of the call where the error arose in the sandbox, and none outside the code', async () => {
    expect(await errorOf("function handler() {\n  const a = '😀';\n  JSON.parse('{');\n}")).toMatchObject({
      line: 3,
    });
    expect(await errorOf("function handler() { throw { stack: 'handler.js:99:1' } }")).toMatchObject({
      line: null,
      column: null,
    });
  });
});
