/**
 * One instance per thread. Next's bundle and server.ts's bundle have their own copy of each module, but share
 * `globalThis`; every pool, queue and listener must be made by this function.
 */
export function singleton<T>(name: string, make: () => T): T {
  const made = registry[name] as T | undefined;
  if (made !== undefined) return made;
  const now = make();
  registry[name] = now;
  return now;
}

const KEY = Symbol.for('postern.singletons');
const holder = globalThis as unknown as Record<symbol, Record<string, unknown> | undefined>;
holder[KEY] ??= {};
const registry = holder[KEY];
