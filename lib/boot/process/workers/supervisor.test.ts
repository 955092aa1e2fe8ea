import cluster from 'node:cluster';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { freePort } from '@/test/support/programs/free-port';
import { Supervisor } from './supervisor';

let supervisor: Supervisor | undefined;
afterEach(async () => {
  await supervisor?.stop({ delayMs: 0 });
  supervisor = undefined;
});

const livePids = () => Object.values(cluster.workers ?? {}).map((worker) => worker!.process.pid!);

async function supervise(count: number, mood = 'well') {
  const port = await freePort();
  run(port, mood);
  supervisor = new Supervisor(count);
  await supervisor.start();
  const ask = async (what = '/') => Number(await (await fetch(`http://127.0.0.1:${port}${what}`)).text());
  return { supervisor, ask, port };
}

function run(port: number, mood: string) {
  cluster.setupPrimary({
    exec: path.join(import.meta.dirname, '..', '..', '..', '..', 'test', 'support', 'worker.mjs'),
    args: [String(port), mood],
    execArgv: [],
  });
}

it('starts as many workers as asked for, which share the port', async () => {
  const { ask } = await supervise(3);
  const pids = new Set<number>();
  await expect.poll(async () => pids.add(await ask()).size).toBe(3);
  expect([...pids].sort()).toEqual(livePids().sort());
});

it('replaces a worker that dies, again and again', async () => {
  const { ask } = await supervise(2);
  for (let deaths = 1; deaths <= 3; deaths++) {
    const before = livePids();
    await ask('/die').catch(() => {});
    await expect
      .poll(() => livePids().filter((pid) => !before.includes(pid)).length, { timeout: 10_000 })
      .toBe(1);
    await expect.poll(() => livePids().length).toBe(2);
    await expect.poll(() => ask().catch(() => 0)).toBeGreaterThan(0);
  }
});

it('replaces all of them one by one, while no request fails', async () => {
  const { ask } = await supervise(2);
  const before = livePids();
  const answers: number[] = [];
  let done = false;
  const caller = async () => {
    while (!done) answers.push(await ask());
  };
  const callers = Array.from({ length: 8 }, caller);
  await supervisor!.replaceAll();
  const after = livePids();
  done = true;
  await Promise.all(callers);
  expect(after).toHaveLength(2);
  expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  expect(answers.every((pid) => pid > 0)).toBe(true);
  expect(new Set(answers).size).toBeGreaterThanOrEqual(2);
  expect([...before, ...after]).toContain(await ask());
});

it('ends at once a worker that is still starting', async () => {
  const { ask } = await supervise(1);
  const [before] = livePids();
  await ask('/die').catch(() => {});
  await expect.poll(() => livePids().filter((pid) => pid !== before).length).toBe(1);
  await supervisor!.stop({ delayMs: 0 });
  expect(livePids()).toEqual([]);
  // Less than a worker gets that does not end by itself.
}, 20_000);

it('leaves the old ones serving when the new one cannot', async () => {
  const { ask, port } = await supervise(2);
  const before = livePids().sort();
  run(port, 'broken');
  await supervisor!.replaceAll();
  expect(livePids().sort()).toEqual(before);
  expect(before).toContain(await ask());
});

it('says why when the first ones cannot serve', async () => {
  await expect(supervise(2, 'broken')).rejects.toMatchObject({
    name: 'BootError',
    message: 'There is no coffee: make some.',
  });
});
