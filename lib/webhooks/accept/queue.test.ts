import { describe, expect, it } from 'vitest';
import { deferred } from '@/lib/boot/process/deferred';
import { type BatchLimits, BatchWriter } from './queue';

describe('the queue', () => {
  /** A writer whose writes end when told to. */
  function slowWriter(limits: Partial<BatchLimits>) {
    const batches: number[][] = [];
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const write = async (items: number[]) => {
      batches.push(items);
      await gate;
      return items.map(String);
    };
    const all = {
      batchesInFlight: 1,
      batchItems: 3,
      batchBytes: 100,
      queueItems: 5,
      queueBytes: 100,
    };
    const writer = new BatchWriter<number, string>(write, { ...all, ...limits }, () => new Error('full'));
    return { writer, batches, open };
  }
  const oneTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('takes no more than its limit, writes what came in together in one batch, and drains', async () => {
    const { writer, batches, open } = slowWriter({});
    const taken = [1, 2, 3, 4, 5].map((item) => writer.add(item, 10));
    await expect(writer.add(6, 10)).rejects.toThrow('full');
    open();
    expect(await Promise.all(taken)).toEqual(['1', '2', '3', '4', '5']);
    await writer.drained();
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    await expect(writer.add(7, 101)).rejects.toThrow('full');
  });

  it('is not drained while something has not even begun', async () => {
    const { writer, batches, open } = slowWriter({});
    open();
    const taken = writer.add(1, 10);
    await writer.drained();
    expect(batches).toEqual([[1]]);
    await taken;
  });

  it('writes a second batch beside a slow one as soon as it is full', async () => {
    const { writer, batches, open } = slowWriter({ batchesInFlight: 2, batchItems: 2 });
    const taken: Promise<string>[] = [];
    for (const item of [1, 2, 3, 4]) {
      taken.push(writer.add(item, 10));
      await oneTurn();
    }
    expect(batches).toEqual([[1], [2, 3]]);
    open();
    await Promise.all(taken);
    expect(batches).toEqual([[1], [2, 3], [4]]);
  });

  it('refuses calls that wait behind a stalled write, and new ones, until that write ends', async () => {
    const { promise: gate, resolve: open } = deferred<void>();
    const batches: number[][] = [];
    const write = async (items: number[]) => {
      batches.push(items);
      if (batches.length === 1) await gate;
      return items;
    };
    const limits = { batchesInFlight: 1, batchItems: 3, batchBytes: 100, queueItems: 5, queueBytes: 100 };
    const writer = new BatchWriter<number, number>(write, limits, () => new Error('away'), 50);
    const sent = writer.add(1, 10);
    await oneTurn();
    await expect(writer.add(2, 10)).rejects.toThrow('away');
    await expect(writer.add(3, 10)).rejects.toThrow('away');
    open();
    expect(await sent).toBe(1);
    expect(await writer.add(4, 100)).toBe(4);
    await writer.drained();
    expect(batches).toEqual([[1], [4]]);
  });

  /** The sizes of the batches of callers who send again after each answer, one of them first. */
  async function sizesFor(callers: number): Promise<number[]> {
    const sizes: number[] = [];
    const write = async (items: number[]) => {
      sizes.push(items.length);
      await oneTurn();
      return items;
    };
    const limits = { batchesInFlight: 1, batchItems: 256, batchBytes: 1e6, queueItems: 256, queueBytes: 1e6 };
    const writer = new BatchWriter<number, number>(write, limits, () => new Error('full'));
    const caller = async () => {
      for (let call = 0; call < 20; call++) await writer.add(call, 1);
    };
    const all = [caller()];
    await oneTurn();
    while (all.length < callers) all.push(caller());
    await Promise.all(all);
    expect(sizes[0]).toBe(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(callers * 20);
    return sizes;
  }

  it('gathers what answered callers send again, while the calls at hand are few', async () => {
    const sizes = await sizesFor(40);
    expect(sizes.slice(1, 20)).toEqual(new Array(19).fill(40));
  });

  it('many callers who send again after each answer soon form two groups of equal size', async () => {
    const sizes = await sizesFor(200);
    expect(sizes.slice(4, 30)).toEqual(new Array(26).fill(100));
  });
});
