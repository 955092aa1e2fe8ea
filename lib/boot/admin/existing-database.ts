import 'server-only';
import { existsSync } from 'node:fs';
import { env, provide } from '@/lib/env';
import { sourceOfSecrets } from '@/lib/secrets';
import { BootError, isBootError } from '../boot-error';
import { checkDatabase } from '../database/check-database';
import { checkSecrets } from '../database/check-secrets';
import { readCredentials, urlOf } from '../database/embedded/credentials';
import { hasCluster } from '../database/embedded/mend-cluster';
import { clusterFolder } from '../database/embedded/place';
import { runningPostmaster } from '../database/embedded/running-postmaster';
import { wasMigrated } from '../database/migrations/migrate';
import { openDatabase } from '../database/open-database';

/**
 * Opens the database of an existing installation: that of DATABASE_URL, that of the running Postern, or the embedded
 * one, started for as long as it is needed. Never creates one, nor secrets.
 * @returns a function that closes it again.
 * @throws {BootError} when there is none, or it cannot be used.
 */
export async function openExistingDatabase(
  root: string,
  onStep: (text: string) => void,
): Promise<() => Promise<void>> {
  const { DATABASE_URL, DIRECT_DATABASE_URL, dataDir } = env();
  if (DATABASE_URL) {
    await checkDatabase(DATABASE_URL, DIRECT_DATABASE_URL);
    if (!(await wasMigrated(DIRECT_DATABASE_URL ?? DATABASE_URL))) {
      throw new BootError(
        'The database of DATABASE_URL is not one of Postern’s: give the DATABASE_URL that Postern is started with.',
      );
    }
  } else {
    const cluster = existsSync(dataDir) ? clusterFolder(dataDir) : '';
    if (!cluster || !hasCluster(cluster)) {
      throw new BootError(
        `There is no database in ${dataDir}: give the DATA_DIR or the DATABASE_URL that Postern is started with.`,
      );
    }
    const credentials = readCredentials(dataDir);
    const running = runningPostmaster(cluster);
    if (credentials && running) {
      const url = urlOf({ ...credentials, port: running.port });
      await checkSecrets(url).catch((error: unknown) => {
        if (isBootError(error)) throw error;
        throw new BootError(
          `The database of ${dataDir} runs but does not answer: wait until Postern serves, and try again.`,
        );
      });
      provide('DATABASE_URL', url);
      return async () => {};
    }
  }
  if (sourceOfSecrets() === 'nowhere') {
    throw new BootError(
      `There are no secrets in ${dataDir}: give the DATA_DIR, or AUTH_SECRET, TOKEN_PEPPER and TOKEN_KEYS, that Postern is started with.`,
    );
  }
  const database = await openDatabase({ root, onStep, onLost: () => {} });
  provide('DATABASE_URL', database.url);
  return () => database.close();
}
