import { describe, expect, it } from 'vitest';
import { type BatchLimits, BatchWriter } from './batch-writer';

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
      gatherMs: 0,
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
});
