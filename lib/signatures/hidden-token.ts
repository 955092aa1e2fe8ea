import 'server-only';
import { keyedHash } from '@/lib/crypto/keyed-hash';

/** Names of headers in which services and gateways send a secret itself, such as `X-Gitlab-Token` or `X-Api-Key`. */
const HOLDS_SECRET = /(?:^|[-_])(?:token|secret|password|(?:api|access|auth)[-_]?key)$/;

const HIDDEN = /^hidden \([0-9a-f]{16}\)$/;

/**
 * The history's replacement for a secret: the same for the same secret, and made with a key that no database holds.
 */
const hiddenToken = (secret: string) =>
  `hidden (${keyedHash(`shown-token|${secret}`).toString('hex').slice(0, 16)})`;

/** The headers with those secrets replaced. */
export function hiddenTokens(headers: Record<string, string>): Record<string, string> {
  const names = Object.keys(headers).filter(
    (name) => HOLDS_SECRET.test(name) && !HIDDEN.test(headers[name]!),
  );
  if (names.length === 0) return headers;
  return { ...headers, ...Object.fromEntries(names.map((name) => [name, hiddenToken(headers[name]!)])) };
}

/** The original headers, as far as `secrets` contains the replaced ones. */
export function withTokens(
  headers: Record<string, string>,
  secrets: readonly string[],
): Record<string, string> {
  const secretOf = new Map(secrets.map((secret) => [hiddenToken(secret), secret]));
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretOf.get(value) ?? value]),
  );
}
