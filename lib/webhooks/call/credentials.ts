import 'server-only';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { isWellFormedAppKey } from '@/lib/extensions/app-key/key';
import { remember } from '@/lib/remember';
import { isTokenShaped, isWellFormedToken } from '@/lib/webhook-tokens/token/format';
import type { Call } from './call';
import { Refusal } from './refusal';

/**
 * The credentials of a call. None of them is verified yet. The secrets themselves stay in memory: nothing that is
 * stored, shown, logged or run has them.
 */
export type Credentials = {
  /** Null when the call has no token or something that cannot be one. */
  tokenHash: Buffer | null;
  appKeyHash: Buffer | null;
  /** The credential stood in `Authorization`, where a refused token has a code of its own. */
  isAuthorization: boolean;
  /** The secret texts of this call, for `redact.ts` alone. */
  secrets: readonly string[];
};

/**
 * The number of app keys that are masked. Searching a body for one takes time, and a stranger chooses both key and
 * body.
 */
const MAX_MASKED_APP_KEYS = 4;
/**
 * The hash of a well-formed token. Checksum and hash take as long as the rest of a call, so they are remembered, in
 * memory only.
 */
const tokenHashOf = remember(
  (token: string): Buffer | null => (isWellFormedToken(token) ? keyedHash(token) : null),
  { entries: 2_000, maxLength: 100 },
);
const AUTHORIZATION = /^(?:Bearer|Zoho-oauthtoken)[ \t]+(\S+)[ \t]*$/i;

/** Whether a header may carry a token, so that the query alone does not decide. */
export function hasTokenHeader(headers: Call['headers']): boolean {
  return headers.authorization !== undefined || headers['x-webhook-token'] !== undefined;
}

/**
 * Reads the token from `zapikey`, `Authorization` (Bearer or Zoho-oauthtoken) or `X-Webhook-Token`, and the app key
 * from `appkey` (v3: `extension_key`). A value that is not shaped like a token, such as a gateway's own
 * `Authorization`, is ignored.
 * @throws {Refusal} `invalid_inputs` when two different tokens are given.
 */
export function readCredentials(params: URLSearchParams, headers: Call['headers']): Credentials {
  const authorization = AUTHORIZATION.exec(headers.authorization ?? '')?.[1] ?? '';
  const others = [
    ...params.getAll('zapikey').map((value) => value.trim()),
    // Node joins a repeated header with commas.
    ...(headers['x-webhook-token'] ?? '').split(',').map((value) => value.trim()),
  ].filter(Boolean);
  const tokens = new Set([authorization, ...others].filter(isTokenShaped));
  // Base64 contains "+", which an unencoded query string turns into a space.
  const appKeys = [...params.getAll('appkey'), ...params.getAll('extension_key')].map((value) =>
    value.replaceAll(' ', '+'),
  );
  const appKey = appKeys[0] || null;
  if (tokens.size > 1) {
    throw new Refusal('invalid_inputs', 'The call carries two different webhook tokens; send only one.', {
      field: 'zapikey',
    });
  }
  const [token] = tokens;
  const tokenHash = token === undefined ? null : tokenHashOf(token);
  return {
    tokenHash,
    appKeyHash: appKey ? keyedHash(appKey) : null,
    isAuthorization:
      authorization !== '' && (token === undefined ? others.length === 0 : !others.includes(token)),
    secrets: [
      ...(token !== undefined && tokenHash ? [token.slice(-32)] : []),
      ...[...new Set(appKeys)].filter(isWellFormedAppKey).slice(0, MAX_MASKED_APP_KEYS),
    ],
  };
}
