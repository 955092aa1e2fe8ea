import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inUploadSlot } from './upload-slots';

/** Starts so many uploads that last until they are told to end. */
function started(owners: string[]) {
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ends: owners.map((owner) => inUploadSlot(owner, () => held)), end: () => end() };
}

const REFUSED = { code: 'temporarily_unavailable', details: { retryAfterS: 5 } };

describe('uploads at once', () => {
  it('are eight of one person, and others find room meanwhile', async () => {
    const [ada, eve] = [randomUUID(), randomUUID()];
    const running = started(Array(8).fill(ada));
    await expect(inUploadSlot(ada, async () => 'read')).rejects.toMatchObject(REFUSED);
    expect(await inUploadSlot(eve, async () => 'read')).toBe('read');
    running.end();
    await Promise.all(running.ends);
    expect(await inUploadSlot(ada, async () => 'read')).toBe('read');
  });

  it('are sixteen of all together, and one that fails makes room', async () => {
    const running = started(Array.from({ length: 15 }, () => randomUUID()));
    const failing = inUploadSlot(randomUUID(), () => Promise.reject(new Error('gone')));
    await expect(inUploadSlot(randomUUID(), async () => 'read')).rejects.toMatchObject(REFUSED);
    await expect(failing).rejects.toThrow('gone');
    expect(await inUploadSlot(randomUUID(), async () => 'read')).toBe('read');
    running.end();
    await Promise.all(running.ends);
  });
});
