import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { workerFile } from './worker-file';
import { type SandboxJob, WorkerPool } from './worker-pool';

const job: SandboxJob = {
  code: 'function handler() { return { text: "first" }; }',
  entry: 'handler',
  input: '{}',
  rawBody: null,
  nowMs: 0,
  timeLimitMs: 5_000,
};
const share = { ownerId: '1', handlerId: 'first', callerId: '1', isTrial: false };

test('a warmed pool has one thread before the first call, which runs it', async () => {
  const started: Worker[] = [];
  const note = (worker: Worker) => started.push(worker);
  process.on('worker', note);
  const pool = new WorkerPool(workerFile(), 2);
  onTestFinished(async () => {
    process.off('worker', note);
    await pool.close();
  });
  pool.warm();
  pool.warm();
  await expect.poll(() => started.length).toBe(1);
  // A thread's first word is that it is ready.
  await once(started[0]!, 'message');
  const ran = once(started[0]!, 'message');
  expect(await pool.run(job, share, async () => '{}')).toMatchObject({ ok: true, text: '{"text":"first"}' });
  await ran;
});
