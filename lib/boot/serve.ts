import 'server-only';
import { adoptOidcLinks } from '@/lib/accounts/adopt-oidc-links';
import { isSetUp } from '@/lib/accounts/first-account/is-set-up';
import { setupCode } from '@/lib/accounts/first-account/setup-code';
import { env, provide } from '@/lib/env';
import { log } from '@/lib/log';
import { maskOutput } from '@/lib/redaction/mask-output';
import { secrets, sourceOfSecrets } from '@/lib/secrets';
import { startMaintenance } from '@/lib/storage/maintain';
import { isBootError } from './boot-error';
import type { Database } from './database/database';
import { openDatabase } from './database/open-database';
import { describeFailure } from './describe-failure';
import { ownRequestServer } from './http/request-server';
import { prepareDataDirectory } from './process/data-directory';
import { removePidFile, writePidFile } from './process/pid-file';
import { onReplaceSignal, stopOnSignals } from './process/signals';
import { workersRequestServer } from './process/workers/workers-request-server';

type ServeOptions = {
  /** The checkout, with package.json, prisma/ and the build. */
  root: string;
  /** Runs `next dev` inside, in this process whatever WEB_CONCURRENCY says. */
  dev: boolean;
  /** Called before each slow step, with a text about it. */
  onStep(text: string): void;
  /** Runs when the database is ready and before anything is served. */
  beforeServing?(): Promise<void>;
};

type Serving = {
  publicUrl: string;
  /** Where the data is, as a text. */
  database: string;
  /** True while nobody has an account. */
  isEmpty: boolean;
  /** The code that the first account may need; null when it is there. */
  setupCode: string | null;
};

/**
 * Starts Postern in this process, or in WEB_CONCURRENCY workers, and ends the process on a signal to stop. Resolves
 * when it serves.
 * @throws {BootError | EnvError} one sentence for the person who starts it.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  maskOutput();
  const { dataDir, publicUrl, WEB_CONCURRENCY } = env();
  const server =
    WEB_CONCURRENCY > 1 && !options.dev
      ? workersRequestServer(options.root, WEB_CONCURRENCY)
      : ownRequestServer(options);
  const stopping = new AbortController();
  let opening: Promise<Database> | undefined;
  const stop = stopOnSignals(async (delayMs) => {
    // A database that is still starting is stopped as soon as it can be.
    stopping.abort();
    const database = await opening?.catch(() => undefined);
    await server.stop({ delayMs });
    removePidFile();
    await database?.close();
  });
  onReplaceSignal(() => server.replace());
  const onLost = (error: Error) => {
    log().fatal(
      { reason: error.message },
      'the embedded PostgreSQL has ended and cannot be started again: Postern stops',
    );
    void stop(0).then(() => process.exit(1));
  };
  try {
    prepareDataDirectory(dataDir, options.onStep);
    provide('NEXTAUTH_URL', publicUrl.origin);
    // Malformed secrets are found here, before anything is started; only the database can tell that secrets were
    // lost.
    if (sourceOfSecrets() !== 'nowhere') secrets();
    // First, so that a port in use is found before anything is started.
    await server.claim();
    opening = openDatabase({ ...options, onLost, until: stopping.signal });
    const database = await opening;
    provide('NEXTAUTH_SECRET', secrets().authSecret);
    provide('DATABASE_URL', database.url);
    await adoptOidcLinks();
    await options.beforeServing?.();
    const empty = !(await isSetUp());
    const code = empty ? setupCode() : null;
    startMaintenance();
    await server.serve();
    writePidFile();
    return { publicUrl: publicUrl.origin, database: database.description, isEmpty: empty, setupCode: code };
  } catch (error) {
    await stop(0);
    throw isBootError(error) ? error : describeFailure(error, dataDir);
  }
}
