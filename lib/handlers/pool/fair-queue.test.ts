import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ended, TestThreads } from '@/test/support/handlers/threads';

const waitedMs = ({ queuedAtMs, startedAtMs }: Ended) => startedAtMs - queuedAtMs;
const SLOW = ['s1', 's2', 's3', 's4', 's5', 's6'];

/** Six people's bots with runs of 900 ms, each with twenty callers who call again after each answer. */
function slowOwners(threads: TestThreads, untilMs: number) {
  for (const owner of SLOW) for (let n = 0; n < 20; n++) threads.call(owner, 900, { callerId: `c${n}` });
  const again = ({ owner, caller }: Ended) =>
    SLOW.includes(owner) && threads.call(owner, 900, { callerId: caller });
  threads.pass(untilMs, again);
  return again;
}

describe('threads shared by owners', () => {
  test('no owner with demand gets less than half of an equal share, whatever the others run', () => {
    const world = fc.record({
      threads: fc.integer({ min: 2, max: 5 }),
      runsMs: fc.array(fc.integer({ min: 5, max: 1_000 }), { minLength: 1, maxLength: 7 }),
      callers: fc.array(fc.integer({ min: 5, max: 40 }), { minLength: 7, maxLength: 7 }),
    });
    const LASTS_MS = 40_000;
    fc.assert(
      fc.property(world, ({ threads: count, runsMs, callers }) => {
        const threads = new TestThreads(count);
        const call = (n: number) => threads.call(`o${n}`, runsMs[n] ?? 1);
        for (const n of runsMs.keys()) for (let c = 0; c < (callers[n] ?? 5); c++) call(n);
        // Callers who were refused call again, too.
        for (let atMs = 0; atMs < LASTS_MS; atMs += 100) {
          threads.pass(atMs, ({ owner }) => call(Number(owner.slice(1))));
          for (const { owner } of threads.refused.splice(0)) call(Number(owner.slice(1)));
        }
        const shareMs = (LASTS_MS * (count - 1)) / runsMs.length;
        for (const n of runsMs.keys()) expect(threads.usedMs(`o${n}`)).toBeGreaterThan(shareMs / 2);
      }),
      { numRuns: 40 },
    );
  });

  test('six slow owners with twenty callers each leave a thread to a quick one, who never waits for them', () => {
    const threads = new TestThreads(2);
    const again = slowOwners(threads, 20_000);
    for (let n = 0; n < 50; n++) {
      threads.call('quick', 2);
      threads.pass(threads.nowMs + 150, again);
    }
    expect(threads.of('quick').map(waitedMs)).toEqual(Array(50).fill(0));
  });

  test('a quick owner nobody has seen waits at the most for one run of slow ones nobody has seen either', () => {
    const threads = new TestThreads(2);
    const again = slowOwners(threads, 0);
    threads.call('quick', 2);
    threads.pass(1_000, again);
    expect(threads.of('quick').map(waitedMs)).toEqual([900]);
  });

  test('a hundred slow bots of one person count as one', () => {
    const threads = new TestThreads(3);
    const again = ({ owner }: Ended) => threads.call(owner, 500);
    for (let n = 0; n < 100; n++) threads.call('many', 500, { handlerId: n });
    for (let n = 0; n < 5; n++) threads.call('one', 500);
    threads.pass(20_000, again);
    expect(threads.usedMs('one') / threads.usedMs('many')).toBeGreaterThan(0.8);
  });

  test('of one person, a slow bot does not keep a quick one waiting for more than a run', () => {
    const threads = new TestThreads(2);
    const again = ({ owner, tookMs }: Ended) =>
      tookMs > 500 && threads.call(owner, 900, { handlerId: 'slow' });
    for (let n = 0; n < 20; n++) threads.call('ada', 900, { handlerId: 'slow' });
    threads.pass(4_000, again);
    for (let n = 0; n < 20; n++) threads.call('ada', 2, { handlerId: 'quick' });
    threads.pass(5_000, again);
    expect(threads.of('ada').filter(({ tookMs }) => tookMs === 2)).toHaveLength(20);
  });

  test('whoever makes one handler after the other does not get the last thread with each', () => {
    const threads = new TestThreads(2);
    for (let n = 0; n < 300; n++) {
      threads.call('ada', n % 2 ? 900 : 2, { handlerId: n });
      threads.call('bob', 2);
      threads.pass(threads.nowMs + 300);
    }
    const late = threads.of('bob').filter((run) => waitedMs(run) > 2);
    expect(late.length).toBeLessThan(10);
  });

  test('within a handler, a caller with two hundred calls does not keep another waiting', () => {
    const threads = new TestThreads(2);
    for (let n = 0; n < 199; n++) threads.call('owner', 50, { callerId: 'greedy' });
    threads.call('owner', 50, { callerId: 'modest' });
    threads.pass(200);
    expect(threads.of('owner').some(({ caller }) => caller === 'modest')).toBe(true);
  });

  test('test runs are one at a time of a person, behind the calls of those who have used as much', () => {
    const threads = new TestThreads(4);
    for (let n = 0; n < 5; n++) threads.call('ada', 90, { isTrial: true });
    threads.call('bob', 90);
    threads.call('bob', 90);
    threads.pass(89);
    expect(threads.queue.length).toBe(4);
    threads.pass(1_000);
    expect(threads.of('ada').map(({ startedAtMs }) => startedAtMs)).toEqual([0, 90, 180, 270, 360]);
  });

  test('somebody who tries handlers all the time leaves their own webhooks alone', () => {
    const threads = new TestThreads(2);
    const again = ({ owner, tookMs }: Ended) =>
      tookMs > 500 && threads.call(owner, tookMs, { isTrial: true });
    for (let n = 0; n < 8; n++) threads.call('ada', 900, { isTrial: true });
    threads.pass(5_000, again);
    threads.call('ada', 2);
    threads.pass(5_100, again);
    expect(
      threads
        .of('ada')
        .filter(({ tookMs }) => tookMs === 2)
        .map(waitedMs),
    ).toEqual([0]);
  });

  test('a slow owner whose calls never end does not keep others from trying and saving handlers', () => {
    const threads = new TestThreads(2);
    const again = slowOwners(threads, 20_000);
    threads.call('ada', 1, { isTrial: true });
    threads.pass(22_400, again);
    expect(threads.of('ada')).toHaveLength(1);
  });
});

describe('the queue', () => {
  test('of 250 callers of one slow bot those beyond its share are refused, and others always find room', () => {
    const threads = new TestThreads(2);
    for (let n = 0; n < 250; n++) threads.call('slow', 1_000, { callerId: `c${n}` });
    expect(threads.refused).toHaveLength(250 - 200 - 1);
    for (let n = 0; n < 50; n++) threads.call('other', 2);
    expect(threads.refused.filter(({ owner }) => owner === 'other')).toEqual([]);
    threads.pass(2_000);
    expect(threads.of('other')).toHaveLength(50);
  });

  test('when it is full, the owner with the largest part gives way to a newcomer', () => {
    const threads = new TestThreads(2);
    for (const owner of ['a', 'b', 'c']) for (let n = 0; n < 200; n++) threads.call(owner, 1_000);
    threads.refused.length = 0;
    for (let n = 0; n < 20; n++) threads.call('modest', 2);
    expect(threads.refused).toHaveLength(20);
    expect(threads.refused.every(({ owner }) => owner !== 'modest')).toBe(true);
  });

  test('within an owner, the caller who has most waiting gives way', () => {
    const threads = new TestThreads(2);
    for (let n = 0; n < 201; n++) threads.call('owner', 1_000, { callerId: 'greedy' });
    threads.call('owner', 1_000, { callerId: 'modest' });
    expect(threads.refused.map(({ caller }) => caller)).toEqual(['greedy']);
  });

  test('large inputs take several places', () => {
    const threads = new TestThreads(2);
    for (let n = 0; n < 21; n++) threads.call('owner', 1_000, { places: 20 });
    expect(threads.refused).toHaveLength(10);
  });

  test('a call waits for 2.5 s at most, and is never given up before', () => {
    const threads = new TestThreads(2);
    for (let n = 0; n < 20; n++) threads.call('slow', 1_000);
    threads.pass(2_499);
    expect(threads.refused).toEqual([]);
    threads.pass(2_500);
    expect(threads.refused.length).toBeGreaterThan(0);
    expect(threads.queue.length).toBe(0);
  });

  test('of test runs, nine of one person are as many as may be under way', () => {
    const threads = new TestThreads(4);
    for (let n = 0; n < 12; n++) threads.call('ada', 1_000, { isTrial: true });
    expect(threads.refused).toHaveLength(3);
  });
});
