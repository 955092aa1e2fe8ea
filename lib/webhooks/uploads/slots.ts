import 'server-only';
import { AppError } from '@/lib/errors';
import { singleton } from '@/lib/singleton';

/** Uploads take long and hold a chunk each in memory, so a process runs only this many at once. */
const MOST = 32;
const MOST_OF_ONE = 8;
const RETRY_AFTER_S = 5;

/**
 * Runs an upload when there is room for it. A sender with uploads under way must leave at least as many places free
 * as it holds, so that a newcomer finds a place even when several others hold all they may.
 * @throws {AppError} `temporarily_unavailable` when there is none; nothing has been read then.
 */
export async function inUploadSlot<T>(ownerId: string, upload: () => Promise<T>): Promise<T> {
  const running = singleton('upload-slots', () => ({ all: 0, of: new Map<string, number>() }));
  const own = running.of.get(ownerId) ?? 0;
  if (own >= MOST_OF_ONE || own >= MOST - running.all) {
    throw new AppError('temporarily_unavailable', 'Too many uploads at once; send this one again shortly.', {
      retryAfterS: RETRY_AFTER_S,
    });
  }
  running.all++;
  running.of.set(ownerId, own + 1);
  try {
    return await upload();
  } finally {
    running.all--;
    const left = (running.of.get(ownerId) ?? 1) - 1;
    if (left > 0) running.of.set(ownerId, left);
    else running.of.delete(ownerId);
  }
}
