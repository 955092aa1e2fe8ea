import 'server-only';
import pg from 'pg';
import { requireWrites } from '@/lib/db/takes-writes';
import { SESSION_PARAMETERS } from '@/lib/webhooks/accept/pool';
import { BootError, codeOf } from '../boot-error';

const CONNECT_TIMEOUT_MS = 5_000;
const OLDEST_MAJOR = 15;

type Setting = 'DATABASE_URL' | 'DIRECT_DATABASE_URL';

/**
 * Checks that the configured database can be used, and that both addresses, if there are two, lead to the same one.
 * @throws {BootError} saying what is wrong and how to mend it; never with the password.
 */
export async function checkDatabase(databaseUrl: string, directDatabaseUrl?: string): Promise<void> {
  if (!directDatabaseUrl) {
    await identify('DATABASE_URL', databaseUrl, SESSION_PARAMETERS);
    return;
  }
  const behind = await identify('DIRECT_DATABASE_URL', directDatabaseUrl, SESSION_PARAMETERS);
  const pooled = await identify('DATABASE_URL', databaseUrl, {});
  if (pooled !== behind) {
    throw new BootError(
      'DATABASE_URL and DIRECT_DATABASE_URL lead to different databases: both must lead to the same one, the first through the pooler, the second past it.',
    );
  }
}

/** Connects as Postern will; returns an identity that no other database has. */
async function identify(setting: Setting, databaseUrl: string, session: pg.ClientConfig): Promise<string> {
  const place = placeOf(setting, databaseUrl);
  let client: pg.Client | undefined;
  try {
    // `pg.Client` reads the certificate files that the address may name.
    client = new pg.Client({
      ...session,
      connectionString: databaseUrl,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: CONNECT_TIMEOUT_MS,
    });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int as version,
              concat_ws(' ', pg_postmaster_start_time(), current_database()) as identity`,
    );
    await requireWrites(client);
    const major = Math.floor(rows[0].version / 10_000);
    if (major < OLDEST_MAJOR) {
      throw new BootError(
        `${setting} leads to PostgreSQL ${major}, but Postern needs ${OLDEST_MAJOR} or newer: upgrade that server or use another.`,
      );
    }
    return rows[0].identity;
  } catch (error) {
    if (error instanceof BootError) throw error;
    throw new BootError(sentenceFor(error, place));
  } finally {
    await client?.end().catch(() => {});
  }
}

type Place = { setting: Setting; host: string; database: string; user: string };

function placeOf(setting: Setting, databaseUrl: string): Place {
  let url: URL | undefined;
  try {
    url = new URL(databaseUrl);
  } catch {
    // Reported below. The URL itself may hold a password, so it is not repeated.
  }
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new BootError(
      `${setting} is not a valid address: it must look like postgres://user:password@host:5432/database (special characters of the password percent-encoded).`,
    );
  }
  const host = url.searchParams.get('host') ?? `${url.hostname || 'localhost'}:${url.port || 5432}`;
  return {
    setting,
    host,
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
  };
}

function sentenceFor(error: unknown, { setting, host, database, user }: Place): string {
  const message = error instanceof Error ? error.message : String(error);
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return `No PostgreSQL answers at ${host} (${setting}): start it, or correct host and port, or unset DATABASE_URL to use the embedded one.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${setting} (${host}) cannot be found: correct its name.`;
    case '28P01':
      return `PostgreSQL at ${host} refuses the password of user "${user}": correct it in ${setting}.`;
    case '28000':
      return `PostgreSQL at ${host} does not let user "${user}" in (${message}): correct ${setting} or the server's pg_hba.conf.`;
    case '08P01':
      if (!message.includes('startup parameter')) break;
      return `${setting} leads to a pooler such as PgBouncer (${host}: ${message}): set DIRECT_DATABASE_URL to the PostgreSQL behind it.`;
    case '3D000':
      return `PostgreSQL at ${host} has no database "${database}": create it with \`createdb ${database}\` or correct ${setting}.`;
    case '53300':
      return `PostgreSQL at ${host} has no free connections: raise max_connections there or stop something that uses it.`;
    case '25006':
      return `PostgreSQL at ${host} takes no writes: lead ${setting} to the primary server, or end its read-only mode.`;
    case '57P03':
      return `PostgreSQL at ${host} is still starting or shutting down: try again in a moment.`;
    case 'ENOENT':
    case 'EACCES':
      return `A file that ${setting} names for TLS cannot be read (${message}): correct sslrootcert, sslcert or sslkey, with whole paths.`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return `The certificate of PostgreSQL at ${host} comes from an authority that is not known here: name its certificate with sslrootcert=/path/to/ca.pem in ${setting}, or encrypt without checking it with sslmode=require.`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate of PostgreSQL at ${host} is for another host name: use that name in ${setting}, or sslmode=verify-ca.`;
    case 'CERT_HAS_EXPIRED':
      return `The certificate of PostgreSQL at ${host} has expired: renew it there.`;
    default:
  }
  if (/does not support SSL/i.test(message)) {
    return `PostgreSQL at ${host} has no TLS: turn it on there, or set sslmode=disable in ${setting}.`;
  }
  if (/verify-ca requires/i.test(message)) {
    return `sslmode=verify-ca in ${setting} needs the authority's certificate: add sslrootcert=/path/to/ca.pem.`;
  }
  if (/timeout|timed out/i.test(message)) {
    return `PostgreSQL at ${host} does not answer within ${CONNECT_TIMEOUT_MS / 1000} s: check host, port and firewall of ${setting}.`;
  }
  if (/password must be a string/.test(message)) {
    return `PostgreSQL at ${host} asks for a password: put it into ${setting} (postgres://user:password@…).`;
  }
  return `PostgreSQL at ${host} cannot be used (${message}): correct ${setting}.`;
}
