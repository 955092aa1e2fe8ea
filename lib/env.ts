import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';

/** A setting that is there but empty counts as unset. */
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

/** A slash at the end is none of a path. */
function isOrigin(text: string): boolean {
  // That it is no URL at all has been said.
  if (!URL.canParse(text)) return true;
  const { pathname, search, hash, username, password } = new URL(text);
  return pathname === '/' && search + hash + username + password === '';
}

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: wholeNumber(1, 65_535, 3000),
  /** An IPv6 address may stand in the brackets that it has in URLs. */
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
  /** Server processes on this machine; more than one are run as workers of the one that was started. */
  WEB_CONCURRENCY: wholeNumber(1, 64, 1),
  /** How long a process that was told to stop still takes new connections, for load balancers to notice. */
  SHUTDOWN_DELAY_SECONDS: wholeNumber(0, 300, 0),
  DATABASE_URL: optional,
  /** Past a pooler that DATABASE_URL leads to; set, nothing that needs a session goes through that one. */
  DIRECT_DATABASE_URL: optional,
  DATA_DIR: optional.transform((value) => value ?? 'data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How many reverse proxies stand in front; the client address is read that far from the right of X-Forwarded-For. */
  TRUSTED_PROXY_HOPS: wholeNumber(0, 10, 0),
  /** `cliq`: Cliq's own limits to the letter; `standard`: the two numbers below. */
  RATE_LIMIT_PROFILE: optional.transform((value) => value ?? 'standard').pipe(z.enum(['standard', 'cliq'])),
  RATE_LIMIT_USER_PER_MINUTE: wholeNumber(1, 1_000_000_000, 120_000),
  RATE_LIMIT_TOKEN_PER_MINUTE: wholeNumber(1, 1_000_000_000, 60_000),
  /** Days after which calls and messages are dropped, a week at a time; 0 keeps them for ever. */
  RETENTION_INVOCATION_DAYS: wholeNumber(0, 36_500, 90),
  RETENTION_MESSAGE_DAYS: wholeNumber(0, 36_500, 90),
  /** The same for the audit trail, row by row. */
  RETENTION_AUDIT_DAYS: wholeNumber(0, 36_500, 730),
  /** `proxy`: the server fetches the pictures that messages and bots show from elsewhere; `off`: they are not shown. */
  EXTERNAL_PICTURES: optional.transform((value) => value ?? 'proxy').pipe(z.enum(['proxy', 'off'])),
  /** Private networks from which it may fetch them, too, such as `10.1.0.0/16,fd00::/8`. */
  EXTERNAL_PICTURES_ALLOW: optional.transform((value, context) => networks(value, context)),
  /** Of all files together; beyond it an upload is refused. 0: as many as the disk takes. */
  FILE_QUOTA_BYTES: wholeNumber(0, Number.MAX_SAFE_INTEGER, 20 * 1024 ** 3),
  /** Shows /styleguide in a production build too; for the end-to-end tests. */
  STYLEGUIDE: optional.transform((value) => value ?? 'off').pipe(z.enum(['on', 'off'])),
  /** Once, when the old ones are lost: the database takes on the secrets it is started with (lib/boot/database/check-secrets.ts). */
  ACCEPT_NEW_SECRETS: optional.transform((value) => value ?? 'no').pipe(z.enum(['yes', 'no'])),
  AUTH_SECRET: optional,
  TOKEN_PEPPER: optional,
  TOKEN_KEYS: optional,
  OIDC_ISSUER: optional,
  /** The provider used before: who it linked is linked anew by a verified e-mail address. */
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
  /** Whom e-mail comes from: `Postern <postern@example.com>`. */
  MAIL_FROM: optional,
});

function read() {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EnvError(
      `${String(issue?.path[0])} ${issue?.message}. Correct it in the environment and start again.`,
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
  const DATABASE_URL = asLibpqReads(rest.DATABASE_URL);
  const DIRECT_DATABASE_URL = asLibpqReads(rest.DIRECT_DATABASE_URL);
  return {
    ...rest,
    DATABASE_URL,
    DIRECT_DATABASE_URL,
    dataDir: path.resolve(DATA_DIR),
    publicUrl: new URL(PUBLIC_URL ?? `http://localhost:${rest.PORT}`),
    /** For what needs a session of its own: LISTEN, migrations, session locks. */
    directDatabaseUrl: DIRECT_DATABASE_URL ?? DATABASE_URL,
    /** DATABASE_URL gives each transaction another session: nothing set or prepared in one outlives it. */
    poolsByTransaction: DIRECT_DATABASE_URL !== undefined,
  };
}

/**
 * What `sslmode` means to PostgreSQL's own programs (`require` encrypts and asks for no certificate), which people's URLs are
 * written for; node-postgres would take all of them for `verify-full`.
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

/** Puts a value found at start (the embedded database's address, say) where every later reader finds it. */
export function provide(
  name: 'DATABASE_URL' | 'NEXTAUTH_URL' | 'NEXTAUTH_SECRET' | 'NODE_ENV',
  value: string,
) {
  Object.assign(process.env, { [name]: value });
  cached = undefined;
}
