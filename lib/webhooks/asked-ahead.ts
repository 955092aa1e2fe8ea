import 'server-only';
import { isAppError } from '@/lib/errors';
import { strangers, unavailable } from './accept';
import type { RateProfile } from './rate-profile';

/** Of the queues that ask ahead of the accepting statement: asking waits for that and for handlers, so it needs fewer places. */
export const ASKING_LIMITS = {
  batchesInFlight: 2,
  batchItems: 256,
  batchBytes: Number.MAX_SAFE_INTEGER,
  queueItems: 4_096,
  queueBytes: Number.MAX_SAFE_INTEGER,
};

/**
 * SQL: the tokens of the hashes in $1 with what is left of their limits, for `RateProfile.admitsOne`; joined as `t`. Locks nothing:
 * what is found is asked again by the accepting statement.
 */
export function askedTokens({ tokenColumns }: RateProfile): string {
  const limits = Object.entries(tokenColumns).map(([name, sql]) => `, ${sql} AS ${name}`);
  return `(
    SELECT t.id, t.user_id, t.secret_hash, t.enabled, t.owner_active${limits.join('')}
    FROM webhook_token t JOIN rate_bucket r ON r.user_id = t.user_id
    CROSS JOIN (SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint AS now_us) moment
    WHERE t.secret_hash = ANY($1::bytea[])
  ) t`;
}

/**
 * Asks about a token that may be made up, within what strangers may take of the queues. An answer proves the token; no answer proves
 * nothing: the accepting statement tells a token that does not exist from a target or a limit.
 * @throws {AppError} `temporarily_unavailable`
 */
export function askAboutToken<T>(tokenHash: Buffer, ask: () => Promise<T | null>): Promise<T | null> {
  return strangers().admit(tokenHash, ask, {
    isConfirmed: (found) => (found === null ? null : true),
    whenFull: unavailable,
  });
}

/** Twice this, behind a question that is asked in vain, is less than the five seconds in which nobody's 503 is late. */
const ASKING_TIMEOUT_MS = 2_000;

/**
 * Asks what a call needs to know before it is accepted; nothing is stored.
 * @throws {AppError} `temporarily_unavailable` when the database does not answer in time, or not at all.
 */
export async function askAhead<Answer>(asking: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable()), ASKING_TIMEOUT_MS);
  });
  try {
    return await Promise.race([asking, late]);
  } catch (error) {
    throw isAppError(error) ? error : unavailable();
  } finally {
    clearTimeout(timer);
  }
}
