import 'server-only';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { isWellFormedAppKey } from '@/lib/extensions/app-key/key';
import { remember } from '@/lib/remember';
import { isTokenShaped, isWellFormedToken } from '@/lib/webhook-tokens/token/format';
import type { Call } from './call';
import { Refusal } from './refusal';

/** What a call says about who it is. Nothing in it is verified yet, and the secrets themselves are not kept. */
export type Credentials = {
  /** Null when there is no token or it cannot be one. */
  tokenHash: Buffer | null;
  appKeyHash: Buffer | null;
  /** The credential stood in `Authorization`, so a refusal of it has another code there. */
  isAuthorization: boolean;
  /** The secret texts of this call, for `redact.ts` alone. */
  secrets: readonly string[];
};

/**
 * Only what may be an app key is masked, and only so many: looking for one in a body takes time, and a stranger
 * chooses both.
 */
const MAX_MASKED_APP_KEYS = 4;
/** The hash of what may be a token. Checksum and hash take as long as all the rest of a call, so they are remembered, in memory only. */
const tokenHashOf = remember(
  (token: string): Buffer | null => (isWellFormedToken(token) ? keyedHash(token) : null),
  { entries: 2_000, maxLength: 100 },
);
const AUTHORIZATION = /^(?:Bearer|Zoho-oauthtoken)[ \t]+(\S+)[ \t]*$/i;

/** Whether a header may carry a token, so that the query is not all there is. */
export function hasTokenHeader(headers: Call['headers']): boolean {
  return headers.authorization !== undefined || headers['x-webhook-token'] !== undefined;
}

/**
 * Reads the token from `zapikey`, `Authorization` (Bearer or Zoho-oauthtoken) or `X-Webhook-Token`, and the
 * app key from `appkey` (`extension_key` in the v3 spelling). What has not the shape of a token, such as a gateway's own
 * `Authorization`, is none.
 * @throws {Refusal} `invalid_inputs` when two different tokens are given.
 */
export function readCredentials(params: URLSearchParams, headers: Call['headers']): Credentials {
  const authorization = AUTHORIZATION.exec(headers.authorization ?? '')?.[1] ?? '';
  const others = [
    ...params.getAll('zapikey').map((value) => value.trim()),
    // A header that was sent twice comes joined with a comma.
    ...(headers['x-webhook-token'] ?? '').split(',').map((value) => value.trim()),
  ].filter(Boolean);
  const tokens = new Set([authorization, ...others].filter(isTokenShaped));
  // Base64 holds "+", which a query string that was not percent-encoded turns into a space.
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
