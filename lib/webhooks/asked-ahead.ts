import 'server-only';
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
    SELECT t.user_id, t.secret_hash, t.enabled, t.owner_active${limits.join('')}
    FROM webhook_token t JOIN rate_bucket r ON r.user_id = t.user_id
    CROSS JOIN (SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint AS now_us) moment
    WHERE t.secret_hash = ANY($1::bytea[])
  ) t`;
}
