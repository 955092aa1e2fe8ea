import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';

/** An empty setting counts as unset. */
const optional = z
  .string()
  .trim()
  .transform((value) => value || undefined)
  .optional();

const wholeNumber = (min: number, max: number, otherwise: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return optional
    .transform((value) => Number(value ?? otherwise))
    .pipe(z.number(message).int(message).min(min, message).max(max, message));
};

function networks(value: string | undefined, context: z.RefinementCtx): [network: string, prefix: number][] {
  const parts = (value ?? '').split(',').map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const [network = '', prefix = ''] = part.split('/');
    const longest = { 0: -1, 4: 32, 6: 128 }[isIP(network)] ?? -1;
    if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > longest) {
      context.addIssue('must be networks such as 10.1.0.0/16,fd00::/8');
    }
    return [network, Number(prefix)];
  });
}

/** A trailing slash is no path. */
function isOrigin(text: string): boolean {
  // Another check has reported that it is no URL.
  if (!URL.canParse(text)) return true;
  const { pathname, search, hash, username, password } = new URL(text);
  return pathname === '/' && search + hash + username + password === '';
}

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: wholeNumber(1, 65_535, 3000),
  /** An IPv6 address may be written in brackets, as in URLs. */
  HOST: optional.transform((value) => (value ?? '127.0.0.1').replace(/^\[(.+)\]$/, '$1')),
  PUBLIC_URL: optional.pipe(
    z
      .url({
        protocol: /^https?$/,
        message: 'must be an http or https URL such as https://postern.example.com',
      })
      .refine(
        isOrigin,
        'must be an origin alone, such as https://postern.example.com, without a path, query or password: Postern answers at the root of its host name',
      )
      .optional(),
  ),
  /** Server processes on this machine; several run as workers of the started one. */
  WEB_CONCURRENCY: wholeNumber(1, 64, 1),
  /** How long a stopping process still takes new connections, so that load balancers notice. */
  SHUTDOWN_DELAY_SECONDS: wholeNumber(0, 300, 0),
  DATABASE_URL: optional,
  /**
   * The database's address without the pooler behind DATABASE_URL. When set, everything that needs a session uses it.
   */
  DIRECT_DATABASE_URL: optional,
  DATA_DIR: optional.transform((value) => value ?? 'data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /**
   * The number of reverse proxies in front; the client's address is read that far from the right of X-Forwarded-For.
   */
  TRUSTED_PROXY_HOPS: wholeNumber(0, 10, 0),
  /** `cliq`: exactly Cliq's own limits; `standard`: the two numbers below. */
  RATE_LIMIT_PROFILE: optional.transform((value) => value ?? 'standard').pipe(z.enum(['standard', 'cliq'])),
  RATE_LIMIT_USER_PER_MINUTE: wholeNumber(1, 1_000_000_000, 120_000),
  RATE_LIMIT_TOKEN_PER_MINUTE: wholeNumber(1, 1_000_000_000, 60_000),
  /** Days after which invocations and messages are dropped, a week at a time; 0 keeps them for ever. */
  RETENTION_INVOCATION_DAYS: wholeNumber(0, 36_500, 90),
  RETENTION_MESSAGE_DAYS: wholeNumber(0, 36_500, 90),
  /** The same for the audit trail, row by row. */
  RETENTION_AUDIT_DAYS: wholeNumber(0, 36_500, 730),
  /** `proxy`: the server fetches external pictures of messages and bots; `off`: they are not shown. */
  EXTERNAL_PICTURES: optional.transform((value) => value ?? 'proxy').pipe(z.enum(['proxy', 'off'])),
  /** Private networks from which pictures may be fetched, too, such as `10.1.0.0/16,fd00::/8`. */
  EXTERNAL_PICTURES_ALLOW: optional.transform((value, context) => networks(value, context)),
  /** The limit of all files together; beyond it an upload is refused. 0: only the disk sets a limit. */
  FILE_QUOTA_BYTES: wholeNumber(0, Number.MAX_SAFE_INTEGER, 20 * 1024 ** 3),
  /** Shows /styleguide in a production build, too, for the end-to-end tests. */
  STYLEGUIDE: optional.transform((value) => value ?? 'off').pipe(z.enum(['on', 'off'])),
  /**
   * For one start after the secrets were lost: the database adopts the new ones (lib/boot/database/check-secrets.ts).
   */
  ACCEPT_NEW_SECRETS: optional.transform((value) => value ?? 'no').pipe(z.enum(['yes', 'no'])),
  AUTH_SECRET: optional,
  TOKEN_PEPPER: optional,
  TOKEN_KEYS: optional,
  OIDC_ISSUER: optional,
  /** The former provider: people whom it linked are linked again by a verified e-mail address. */
  OIDC_FORMER_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: z.string().trim().min(1).default('Single sign-on'),
  SMTP_URL: optional.pipe(
    z
      .url({
        protocol: /^smtps?$/,
        message: 'must be an smtp or smtps URL such as smtps://user:password@mail.example.com',
      })
      .optional(),
  ),
  /** The sender of e-mail: `Postern <postern@example.com>`. */
  MAIL_FROM: optional,
});

function read() {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EnvError(
      `${String(issue?.path[0])} ${issue?.message}. Correct it in the environment or in .env and start again.`,
    );
  }
  const { PUBLIC_URL, DATA_DIR, ...rest } = parsed.data;
  if (rest.DIRECT_DATABASE_URL && !rest.DATABASE_URL) {
    throw new EnvError(
      'DIRECT_DATABASE_URL is set without DATABASE_URL: set DATABASE_URL to the pooler, or use only DATABASE_URL.',
    );
  }
  if ((rest.SMTP_URL === undefined) !== (rest.MAIL_FROM === undefined)) {
    throw new EnvError(
      'SMTP_URL and MAIL_FROM belong together: set both to send e-mail (MAIL_FROM=postern@example.com), or neither.',
    );
  }
  const provider = [rest.OIDC_ISSUER, rest.OIDC_CLIENT_ID, rest.OIDC_CLIENT_SECRET];
  if (provider.some(Boolean) && !provider.every(Boolean)) {
    throw new EnvError(
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three to offer the provider’s sign-in, or none.',
    );
  }
  const DATABASE_URL = asLibpqReads(rest.DATABASE_URL);
  const DIRECT_DATABASE_URL = asLibpqReads(rest.DIRECT_DATABASE_URL);
  return {
    ...rest,
    DATABASE_URL,
    DIRECT_DATABASE_URL,
    dataDir: path.resolve(DATA_DIR),
    publicUrl: new URL(PUBLIC_URL ?? `http://localhost:${rest.PORT}`),
    /** The address for uses that need a session of their own: LISTEN, migrations, session locks. */
    directDatabaseUrl: DIRECT_DATABASE_URL ?? DATABASE_URL,
    /** DATABASE_URL gives each transaction another session, so that nothing set or prepared in one survives it. */
    poolsByTransaction: DIRECT_DATABASE_URL !== undefined,
  };
}

/**
 * Gives `sslmode` the meaning that PostgreSQL's own programs give it (`require` encrypts without asking for a
 * certificate), for which people write their URLs; node-postgres would treat every mode as `verify-full`.
 */
function asLibpqReads(databaseUrl: string | undefined): string | undefined {
  if (!databaseUrl || !/[?&]sslmode=(?!no-verify)/.test(databaseUrl)) return databaseUrl;
  return /[?&]uselibpqcompat=/.test(databaseUrl) ? databaseUrl : `${databaseUrl}&uselibpqcompat=true`;
}

/** A setting that cannot be used; the message is one sentence for the person who starts Postern. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

let cached: ReturnType<typeof read> | undefined;

/**
 * The settings, read from the environment once.
 * @throws {EnvError} naming the variable and the remedy.
 */
export function env() {
  cached ??= read();
  return cached;
}

/** Sets a value found at start, such as the embedded database's address, for every later reader. */
export function provide(
  name: 'DATABASE_URL' | 'NEXTAUTH_URL' | 'NEXTAUTH_SECRET' | 'NODE_ENV',
  value: string,
) {
  Object.assign(process.env, { [name]: value });
  cached = undefined;
}
