import 'server-only';
import type { StoreRun } from './store-run';

/**
 * Does what a handler is called for. Its writes are kept when the deed says so, which it does once the call has been accepted, and
 * else discarded: an error, a refusal and a repetition change nothing.
 */
export async function settling<T>(store: StoreRun, deed: (keep: () => void) => Promise<T>): Promise<T> {
  let isKept = false;
  try {
    return await deed(() => {
      isKept = true;
    });
  } finally {
    await (isKept ? store.keep() : store.discard());
  }
}
