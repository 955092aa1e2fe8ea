/**
 * One instance per thread. Next's bundle and server.ts's bundle each have their own copy of a module,
 * but share `globalThis`: pools, queues and listeners must be made through this.
 */
export function singleton<T>(name: string, make: () => T): T {
  const registry = globalThis as unknown as Record<symbol, T | undefined>;
  const key = Symbol.for(`postern.${name}`);
  registry[key] ??= make();
  return registry[key];
}
