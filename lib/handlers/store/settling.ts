import 'server-only';
import type { StoreRun } from './store-run';

/**
 * Runs the work that a handler was called for. Its writes to the store are kept when `work` calls `keep`, which it
 * does once the call has been accepted; otherwise they are discarded: an error, a refusal and a repetition change
 * nothing.
 */
export async function settling<T>(store: StoreRun, work: (keep: () => void) => Promise<T>): Promise<T> {
  let isKept = false;
  try {
    return await work(() => {
      isKept = true;
    });
  } finally {
    await (isKept ? store.keep() : store.discard());
  }
}
