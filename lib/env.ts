import path from 'node:path';
import { z } from 'zod';

const port = z.coerce.number('must be a number').int().min(1).max(65535);
const optional = z
  .string()
  .trim()
  .transform((value) => value || undefined)
  .optional();

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: port.default(3000),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      message: 'must be an http or https URL such as https://postern.example.com',
    })
    .optional(),
  DATABASE_URL: optional,
  DATA_DIR: z.string().trim().min(1).default('data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How many reverse proxies stand in front; the client address is read that far from the right of X-Forwarded-For. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  AUTH_SECRET: optional,
  TOKEN_PEPPER: optional,
  TOKEN_KEYS: optional,
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: z.string().trim().min(1).default('Single sign-on'),
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
  const publicUrl = new URL(PUBLIC_URL ?? `http://localhost:${rest.PORT}`);
  return { ...rest, dataDir: path.resolve(DATA_DIR), publicUrl };
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
