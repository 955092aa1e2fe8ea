import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inUploadSlot } from './slots';

/** Starts uploads that last until the test ends them. */
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

  it('of two people with all they may have leave places for others', async () => {
    const [ada, eve] = [randomUUID(), randomUUID()];
    const running = started([...Array(8).fill(ada), ...Array(8).fill(eve)]);
    const others = started(Array.from({ length: 15 }, () => randomUUID()));
    expect(await inUploadSlot(randomUUID(), async () => 'read')).toBe('read');
    running.end();
    others.end();
    await Promise.all([...running.ends, ...others.ends]);
  });

  it('of many people with all they may have leave a place for a newcomer', async () => {
    const owners = Array.from({ length: 6 }, () => randomUUID());
    let end = () => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const ends = owners.flatMap((owner) => Array.from({ length: 8 }, () => inUploadSlot(owner, () => held)));
    const refused = Promise.allSettled(ends);
    expect(await inUploadSlot(randomUUID(), async () => 'read')).toBe('read');
    end();
    expect((await refused).filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
  });

  it('are thirty-two of all together, and one that fails makes room', async () => {
    const running = started(Array.from({ length: 31 }, () => randomUUID()));
    const failing = inUploadSlot(randomUUID(), () => Promise.reject(new Error('gone')));
    await expect(inUploadSlot(randomUUID(), async () => 'read')).rejects.toMatchObject(REFUSED);
    await expect(failing).rejects.toThrow('gone');
    expect(await inUploadSlot(randomUUID(), async () => 'read')).toBe('read');
    running.end();
    await Promise.all(running.ends);
  });
});
