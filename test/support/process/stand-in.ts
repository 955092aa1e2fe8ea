const holder = globalThis as unknown as Record<symbol, Record<string, unknown>>;

/**
 * Puts an instance of the file's own in the place of the process's (lib/singleton.ts), also where something late of the file before
 * has made one by now.
 */
export function standIn<T>(name: string, instance: T): T {
  const registry = holder[Symbol.for('postern.singletons')];
  if (!registry) throw new Error('lib/singleton.ts was not loaded');
  registry[name] = instance;
  return instance;
}
