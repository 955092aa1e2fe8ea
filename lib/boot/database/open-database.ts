import 'server-only';
import { env } from '@/lib/env';
import { BootError } from '../boot-error';
import { checkDatabase } from './check-database';
import { checkSecrets } from './check-secrets';
import type { Database } from './database';
import { startEmbedded } from './embedded/start-embedded';
import { migrate } from './migrations/migrate';

/**
 * The database of DATABASE_URL, or else the embedded one, with all migrations applied and its secrets checked.
 * @throws {BootError} when it cannot be used.
 */
export async function openDatabase(options: {
  root: string;
  onStep(text: string): void;
  /** Called when the embedded database has ended for good. */
  onLost(error: Error): void;
  /** Ends the waiting for a database that is not ready. */
  until?: AbortSignal;
}): Promise<Database> {
  const { DATABASE_URL, DIRECT_DATABASE_URL, dataDir } = env();
  const database = DATABASE_URL
    ? await givenDatabase(DATABASE_URL, DIRECT_DATABASE_URL)
    : await startEmbedded({ dataDir, ...options });
  try {
    options.onStep('Applying migrations');
    await migrate(DIRECT_DATABASE_URL ?? database.url, options.root, options);
    await checkSecrets(DIRECT_DATABASE_URL ?? database.url);
  } catch (error) {
    await database.close();
    throw DATABASE_URL ? whyNotMigrated(error) : error;
  }
  return database;
}

async function givenDatabase(url: string, directUrl: string | undefined): Promise<Database> {
  await checkDatabase(url, directUrl);
  const { host, pathname } = new URL(directUrl ?? url);
  const pooler = directUrl ? ` by way of the pooler at ${new URL(url).host}` : '';
  const description = `PostgreSQL at ${host}, database ${pathname.slice(1)}${pooler}`;
  return { url, description, close: async () => {} };
}

function whyNotMigrated(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (/P3005|schema is not empty/.test(message)) {
    return new BootError(
      'The database of DATABASE_URL holds tables that are not Postern’s: give Postern an empty database of its own.',
    );
  }
  if (/permission denied/i.test(message)) {
    return new BootError(
      'The user of DATABASE_URL may not create tables: make it the owner of the database (ALTER DATABASE … OWNER TO …).',
    );
  }
  return error;
}
