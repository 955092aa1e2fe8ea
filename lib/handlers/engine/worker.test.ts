import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handlerInput } from '@/test/support/handlers/run-code';
import { workerFile } from '../pool/worker-file';

let worker: Worker;
const { port1, port2 } = new MessageChannel();
const signal = new Int32Array(new SharedArrayBuffer(4));
beforeAll(() => {
  const options = { workerData: { port: port2, signal }, transferList: [port2], env: {}, execArgv: [] };
  worker = new Worker(workerFile(), options);
  port1.on('message', ({ id }) => {
    port1.postMessage({ id, answer: '{"value":7}' });
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  });
  return new Promise((resolve) => worker.once('message', resolve));
});
afterAll(async () => {
  port1.close();
  await worker.terminate();
});

type Done = { result: { ok: boolean; text?: string }; intact: boolean };
function run(code: string): Promise<Done> {
  const input = JSON.stringify(handlerInput);
  const rawBody = new Uint8Array([123, 125]);
  const answer = new Promise<Done>((resolve) => worker.once('message', resolve));
  const job = { code, entry: 'handler', input, rawBody, nowMs: Date.now(), timeLimitMs: 30_000 };
  worker.postMessage({ run: 1, job });
  return answer;
}

it.each([
  ['none', 'r.body.n', 1],
  ['languages', "new Date(0).toLocaleDateString('de-DE')", '1.1.1970'],
  ['addresses', "new URL('https://a.b/c').pathname", '/c'],
  ['bytes', "crypto.hmac('sha256', 'k', 'd', 'bytes').length", 32],
  ['the raw body', 'r.rawBody.bytes.length + r.rawBody.text', '2{}'],
  ['raw bytes that are named but not there', "'rawBody' in r.body", false],
  ['the server', "store.get('a') + render(r)", 14],
  ['an error in one', '(() => { try { return crypto.nothing; } catch { return 0; } })()', 0],
  [
    'all',
    "[btoa('a'), new URL('a:b').href, store.get('a'), (1).toLocaleString('en'), r.rawBody.base64].length",
    5,
  ],
])('a thread that ran a handler is as good as new, whatever it used: %s', async (_, expression, value) => {
  for (let runs = 0; runs < 3; runs++) {
    const { result, intact } = await run(`function handler(r) { return ${expression}; }`);
    expect(JSON.parse(result.text ?? 'null')).toBe(value);
    expect(intact).toBe(true);
  }
});
