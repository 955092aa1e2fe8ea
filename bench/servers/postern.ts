import { type Server, startServer } from './server';

/** Limits that no load here reaches, so that the server is measured and not its limits. */
const NO_LIMITS = {
  RATE_LIMIT_USER_PER_MINUTE: '100000000',
  RATE_LIMIT_TOKEN_PER_MINUTE: '100000000',
};

/**
 * Starts Postern as `npm start` does, on a port of its own. Resolves when it has answered a call to `path`; it answers
 * only once its database is open.
 * @param databaseUrl undefined: the embedded database of its data directory
 */
export function startPostern(
  databaseUrl: string | undefined,
  path: string,
  settings: Record<string, string> = {},
): Promise<Server> {
  const env = { DATABASE_URL: databaseUrl ?? '', ...NO_LIMITS, ...settings };
  return startServer(['scripts/start.mjs'], env, { path, method: 'POST' });
}
