import 'server-only';
import { AppError } from '@/lib/errors';
import { singleton } from '@/lib/singleton';

/** Uploads last long and hold a chunk each in memory, so a process takes only so many at once. */
const MOST = 32;
const MOST_OF_ONE = 8;
const RETRY_AFTER_S = 5;

/**
 * Runs an upload when there is room for it. Somebody who has some under way leaves at least as many places free as these, so that
 * one who has none finds a place when several others have all they may.
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
