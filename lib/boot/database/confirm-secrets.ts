import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '@/lib/db/database-away';
import { env } from '@/lib/env';
import { checkSecrets } from './check-secrets';

const PAUSE_MS = 500;

/**
 * For processes and threads that begin while Postern runs, which read the secrets anew: they must be those that the
 * database was filled with, and none are made. Waits while the database is away.
 * @throws {BootError} naming what is missing or different.
 */
export async function confirmSecrets(): Promise<void> {
  for (;;) {
    try {
      return await checkSecrets(env().directDatabaseUrl ?? '', false);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
