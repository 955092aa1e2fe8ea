import 'server-only';
import { singleton } from '@/lib/singleton';

/** Own reads at once: after a restart all readers come together, and pages need connections, too. */
const AT_ONCE = 4;

/** Runs `work` in turn: first come, first served. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turns = singleton('catch-up-turns', () => ({ running: 0, waiting: [] as (() => void)[] }));
  if (turns.running >= AT_ONCE) await new Promise<void>((resolve) => turns.waiting.push(resolve));
  else turns.running++;
  try {
    return await work();
  } finally {
    const next = turns.waiting.shift();
    // Hands the place over, so that no newcomer takes it first.
    if (next) next();
    else turns.running--;
  }
}
