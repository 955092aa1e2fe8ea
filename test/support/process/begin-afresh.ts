import { vi } from 'vitest';
import { beginIdsAnew } from '@/lib/db/ids';
import { provide } from '@/lib/env';

const holder = globalThis as unknown as Record<symbol, Record<string, unknown>>;

/**
 * Files of tests share processes, since loading the modules takes longer than most tests. Each begins like a new
 * process: with the given settings and without any instance. Everything that lasts is a singleton (lib/singleton.ts).
 * @returns the function that ends what the file has begun.
 */
export function beginAfresh(settings: Record<string, string>): () => Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, settings);
  const { DATABASE_URL = '' } = settings;
  // Makes the next reader read the settings again.
  provide('DATABASE_URL', DATABASE_URL);
  return async () => {
    vi.useRealTimers();
    beginIdsAnew();
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
    await endInstances();
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  };
}

/** Streams and listeners first, since they use the pools. */
const LAST = ['prisma', 'pool', 'accept-pool', 'accept-side-pool'];
/** What is still under way makes an instance anew now and then. */
const MOST_ROUNDS = 3;

async function endInstances(): Promise<void> {
  const registry = holder[Symbol.for('postern.singletons')] ?? {};
  for (let round = 0; round < MOST_ROUNDS && Object.keys(registry).length > 0; round++)
    await endOnce(registry);
}

async function endOnce(registry: Record<string, unknown>): Promise<void> {
  const names = Object.keys(registry).sort((a, b) => LAST.indexOf(a) - LAST.indexOf(b));
  for (const name of names) {
    const instance = registry[name];
    delete registry[name];
    await end(instance);
  }
}

type Ending = Partial<Record<'close' | 'end' | '$disconnect', () => unknown>>;

/** A test may have ended it already. */
async function end(instance: unknown): Promise<void> {
  const { close, end, $disconnect } = (instance ?? {}) as Ending;
  const ending = close ?? $disconnect ?? end;
  try {
    await ending?.call(instance);
  } catch {}
}
