import 'server-only';
import pg from 'pg';
import { BootError, codeOf } from './boot-error';

const CONNECT_TIMEOUT_MS = 5_000;
const OLDEST_MAJOR = 15;

/**
 * Makes sure that the database of DATABASE_URL can be used.
 * @throws {BootError} saying what is wrong with it and how to mend that; never with the password.
 */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const where = placeOf(databaseUrl);
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('server_version_num')::int as version");
    const major = Math.floor(rows[0].version / 10_000);
    if (major < OLDEST_MAJOR) {
      throw new BootError(
        `DATABASE_URL leads to PostgreSQL ${major}, but Postern needs ${OLDEST_MAJOR} or newer: upgrade that server or use another.`,
      );
    }
  } catch (error) {
    if (error instanceof BootError) throw error;
    throw new BootError(sentenceFor(error, where));
  } finally {
    await client.end().catch(() => {});
  }
}

type Place = { host: string; database: string; user: string };

function placeOf(databaseUrl: string): Place {
  let url: URL | undefined;
  try {
    url = new URL(databaseUrl);
  } catch {
    // Said below; the URL itself may hold a password and is not repeated.
  }
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new BootError(
      'DATABASE_URL is not a valid address: it must look like postgres://user:password@host:5432/database (special characters of the password percent-encoded).',
    );
  }
  const host = url.searchParams.get('host') ?? `${url.hostname || 'localhost'}:${url.port || 5432}`;
  return {
    host,
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
  };
}

function sentenceFor(error: unknown, { host, database, user }: Place): string {
  const message = error instanceof Error ? error.message : String(error);
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return `No PostgreSQL answers at ${host} (DATABASE_URL): start it, or correct host and port, or unset DATABASE_URL to use the embedded one.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of DATABASE_URL (${host}) cannot be found: correct its name.`;
    case '28P01':
      return `PostgreSQL at ${host} refuses the password of user "${user}": correct it in DATABASE_URL.`;
    case '28000':
      return `PostgreSQL at ${host} does not let user "${user}" in (${message}): correct DATABASE_URL or the server's pg_hba.conf.`;
    case '3D000':
      return `PostgreSQL at ${host} has no database "${database}": create it with \`createdb ${database}\` or correct DATABASE_URL.`;
    case '53300':
      return `PostgreSQL at ${host} has no free connections: raise max_connections there or stop something that uses it.`;
    case '57P03':
      return `PostgreSQL at ${host} is still starting or shutting down: try again in a moment.`;
    default:
  }
  if (/timeout|timed out/i.test(message)) {
    return `PostgreSQL at ${host} does not answer within ${CONNECT_TIMEOUT_MS / 1000} s: check host, port and firewall of DATABASE_URL.`;
  }
  if (/password must be a string/.test(message)) {
    return `PostgreSQL at ${host} asks for a password: put it into DATABASE_URL (postgres://user:password@…).`;
  }
  return `PostgreSQL at ${host} cannot be used (${message}): correct DATABASE_URL.`;
}
