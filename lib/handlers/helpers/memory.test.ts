import { afterAll, describe, expect, it } from 'vitest';
import { runCode } from '@/test/support/handlers/run-code';
import { handlerHost } from '../host/handler-host';
import { handlerPool } from '../pool/handler-pool';

afterAll(() => handlerPool().close());

const run = (statement: string) =>
  runCode(
    `function handler(request) { const kept = []; ${statement} }`,
    {},
    handlerHost({ rawBody: new Uint8Array(1e6) }),
  );

describe('what helpers give counts as the handler’s memory, and the next run has all of it', () => {
  it.each([
    "new TextEncoder().encode('x'.repeat(3e6))",
    "crypto.base64.decode('eHh4'.repeat(7e5))",
    'crypto.base64.encode(new Uint8Array(2e6))',
    'request.rawBody.bytes',
    'request.rawBody.base64',
    "new URL('https://a.b/' + 'c'.repeat(9e5))",
  ])('%s', async (expression) => {
    expect(await run(`for (;;) kept.push(${expression});`)).toMatchObject({
      ok: false,
      error: { kind: 'memory', message: 'The handler used more than 32 MB of memory and was stopped.' },
    });
    const after = await run("return crypto.hash('sha1', new Uint8Array(4e6)).length;");
    expect(after).toMatchObject({ ok: true, value: 40 });
  });

  it('bytes that are too many are not even copied', async () => {
    const code = "kept.push(new Uint8Array(14e6), new Uint8Array(14e6)); crypto.hash('sha256', kept[0]);";
    expect(await run(code)).toMatchObject({
      ok: false,
      error: { message: 'RangeError: a handler hashes, encodes and decodes at most 4 MiB at once' },
    });
  });
});
