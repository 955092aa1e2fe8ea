import 'server-only';

/** How a profile of limits takes part in the accepting statement (accept/statements/whole.ts). The strings are SQL. */
export type RateProfile = {
  /** Calls a minute that one token alone can sustain. */
  perMinute: number;
  /** Whether calls with a card or file have a limit of their own. */
  countsCards: boolean;
  /**
   * Computed from the locked rows `t` (webhook_token) and `r` (rate_bucket) at `now_us`; the expressions below use
   * the names.
   */
  tokenColumns: Readonly<Record<string, string>>;
  /** Whether one call alone is within the limits. */
  admitsOne: string;
  /**
   * Whether all calls that a token asks for (`t.admitted`), and all that its user asks for (`t.admitted_of_user`),
   * are within the limits. Null when the profile counts more than calls.
   */
  admitsAll: string | null;
  /** One row per token of a batch: do all of its calls fit? */
  asked: (calls: string) => string;
  /** The numbers `n` of the calls that fit, for tokens of which not all fit. */
  ranked: (calls: string) => string;
  /** Which calls `v` of a token are counted under which name, besides `admitted`. */
  counts: Readonly<Record<string, string>>;
  /** State after the batch, from token columns and counts; `ofUser` sums a count over the user's tokens. */
  after: (ofUser: (count: string) => string) => Readonly<Record<string, string>>;
  setToken: string | null;
  setBucket: string;
  /** The whole numbers that the answer's headers are made of. */
  reported: readonly string[];
  /**
   * The RateLimit headers (draft-ietf-httpapi-ratelimit-headers-10) for the reported numbers, and the pause for a
   * refused caller.
   */
  describe(reported: readonly number[]): { headers: Readonly<Record<string, string>>; retryAfterS: number };
};

const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;

/**
 * SQL: one of our instants, or now when it is too far ahead, since a wrong clock wrote it. A minute more is allowed:
 * statements that wait for a row began some seconds before the one that wrote it.
 */
const believed = (column: string, longestUs: number) =>
  `CASE WHEN ${column} <= now_us + ${longestUs + MINUTE_US} THEN ${column} ELSE now_us END`;

/** Whole seconds, rounded up. */
const seconds = (us: number) => Math.max(0, Math.ceil(us / SECOND_US));

/**
 * A token bucket for the user over all tokens, and one for each token, both refilled evenly over a minute. A bucket
 * is stored as the time at which it is full again (GCRA), in whole microseconds, so that the count is exact.
 */
export function standardProfile(userPerMinute: number, tokenPerMinute: number): RateProfile {
  const userStepUs = Math.max(1, Math.ceil(MINUTE_US / userPerMinute));
  const tokenStepUs = Math.max(1, Math.ceil(MINUTE_US / tokenPerMinute));
  const tokenFull = `greatest(${believed('t.full_at_us', tokenPerMinute * tokenStepUs)}, now_us)`;
  const userFull = `greatest(${believed('r.full_at_us', userPerMinute * userStepUs)}, now_us)`;
  const free = (full: string, limit: number, stepUs: number) =>
    `(${limit * stepUs} - (${full} - now_us)) / ${stepUs}`;
  const policy = `"user";q=${userPerMinute};w=60, "token";q=${tokenPerMinute};w=60`;
  return {
    perMinute: Math.min(userPerMinute, tokenPerMinute),
    countsCards: false,
    tokenColumns: {
      token_full_us: tokenFull,
      user_full_us: userFull,
      token_free: free(tokenFull, tokenPerMinute, tokenStepUs),
      user_free: free(userFull, userPerMinute, userStepUs),
    },
    admitsOne: 't.token_free >= 1 AND t.user_free >= 1',
    admitsAll: 't.token_free >= t.admitted AND t.user_free >= t.admitted_of_user',
    asked: (calls) => `
      SELECT token_id, asked <= token_free AND sum(asked) OVER (PARTITION BY user_id) <= user_free AS fits
      FROM (SELECT t.id AS token_id, t.user_id, t.token_free, t.user_free, count(*) AS asked ${calls} GROUP BY 1, 2, 3, 4) x`,
    ranked: (calls) => `
      SELECT n FROM (
        SELECT n, user_free, row_number() OVER (PARTITION BY user_id ORDER BY n) AS place FROM (
          SELECT c.n, t.user_id, t.user_free, t.token_free,
            row_number() OVER (PARTITION BY t.id ORDER BY c.n) AS place ${calls}
        ) within_token WHERE place <= token_free
      ) within_user WHERE place <= user_free`,
    counts: {},
    after: (ofUser) => ({
      token_full_us: `token_full_us + admitted * ${tokenStepUs}`,
      user_full_us: `user_full_us + ${ofUser('admitted')} * ${userStepUs}`,
    }),
    setToken: 'full_at_us = x.token_full_us',
    setBucket: 'full_at_us = x.user_full_us',
    reported: ['x.user_full_us - x.now_us', 'x.token_full_us - x.now_us'],
    describe([userFullInUs = 0, tokenFullInUs = 0]) {
      const left = (fullInUs: number, limit: number, stepUs: number) =>
        Math.max(0, Math.floor((limit * stepUs - fullInUs) / stepUs));
      const user = `"user";r=${left(userFullInUs, userPerMinute, userStepUs)};t=${seconds(userFullInUs)}`;
      const token = `"token";r=${left(tokenFullInUs, tokenPerMinute, tokenStepUs)};t=${seconds(tokenFullInUs)}`;
      const wait = Math.max(
        userFullInUs - (userPerMinute - 1) * userStepUs,
        tokenFullInUs - (tokenPerMinute - 1) * tokenStepUs,
      );
      return {
        headers: { 'RateLimit-Policy': policy, RateLimit: `${user}, ${token}` },
        retryAfterS: Math.max(1, seconds(wait)),
      };
    },
  };
}

const CLIQ = { calls: 50, cards: 20, lockUs: 10 * MINUTE_US };

/**
 * Cliq's own limits: 50 calls a minute for a user over all tokens, 20 of them with a card or file. The call that
 * exceeds one locks the user out for ten minutes. A minute begins with its first call.
 */
export function cliqProfile(): RateProfile {
  // A minute that begins in the future comes from a wrong clock.
  const isFresh = `r.window_start_us NOT BETWEEN now_us - ${MINUTE_US - 1} AND now_us + ${MINUTE_US}`;
  const isOver = `t.calls + row_number() OVER calls_of_user > ${CLIQ.calls}
            OR c.card AND t.cards + count(*) FILTER (WHERE c.card) OVER calls_of_user > ${CLIQ.cards}`;
  return {
    perMinute: CLIQ.calls,
    countsCards: true,
    tokenColumns: {
      started_us: `CASE WHEN ${isFresh} THEN now_us ELSE r.window_start_us END`,
      calls: `CASE WHEN ${isFresh} THEN 0 ELSE r.window_calls END`,
      cards: `CASE WHEN ${isFresh} THEN 0 ELSE r.window_cards END`,
      // 0 when there is no lock. A minute of tolerance: processes get the row in another order than they start their
      // statements.
      locked_us: `CASE WHEN r.locked_until_us BETWEEN now_us + 1 AND now_us + ${CLIQ.lockUs + MINUTE_US} THEN r.locked_until_us ELSE 0 END`,
    },
    admitsOne: `t.locked_us = 0 AND t.calls < ${CLIQ.calls} AND (NOT c.card OR t.cards < ${CLIQ.cards})`,
    admitsAll: null,
    asked: (calls) => `
      SELECT t.id AS token_id, t.locked_us = 0 AND t.calls + sum(count(*)) OVER (PARTITION BY t.user_id) <= ${CLIQ.calls}
        AND t.cards + sum(count(*) FILTER (WHERE c.card)) OVER (PARTITION BY t.user_id) <= ${CLIQ.cards} AS fits
      ${calls} GROUP BY t.id, t.user_id, t.calls, t.cards, t.locked_us`,
    ranked: (calls) => `
      SELECT n FROM (
        SELECT n, bool_or(is_over) OVER (PARTITION BY user_id ORDER BY n) AS is_locked FROM (
          SELECT c.n, t.user_id, t.locked_us > 0 OR ${isOver} AS is_over ${calls}
          WINDOW calls_of_user AS (PARTITION BY t.user_id ORDER BY c.n)
        ) counted
      ) judged WHERE NOT is_locked`,
    counts: {
      admitted_cards: 'v.admitted AND v.card',
      over_limit: `v.code = 'rate_limit_exceeded'`,
    },
    after: (ofUser) => ({
      started_us: 'started_us',
      calls: `calls + ${ofUser('admitted')}`,
      cards: `cards + ${ofUser('admitted_cards')}`,
      locked_us: `CASE WHEN locked_us = 0 AND ${ofUser('over_limit')} > 0 THEN now_us + ${CLIQ.lockUs} ELSE locked_us END`,
    }),
    setToken: null,
    setBucket:
      'window_start_us = x.started_us, window_calls = x.calls, window_cards = x.cards, locked_until_us = x.locked_us',
    reported: [
      'greatest(x.locked_us - x.now_us, 0)',
      `x.started_us + ${MINUTE_US} - x.now_us`,
      'x.calls',
      'x.cards',
    ],
    describe([lockedUs = 0, minuteUs = 0, calls = 0, cards = 0]) {
      const left = (limit: number, used: number) => (lockedUs > 0 ? 0 : Math.max(0, limit - used));
      // A statement that began before the one that set the lock would report more than the whole time.
      const resetS = seconds(lockedUs > 0 ? Math.min(lockedUs, CLIQ.lockUs) : minuteUs);
      return {
        headers: {
          'RateLimit-Policy': `"user";q=${CLIQ.calls};w=60, "cards";q=${CLIQ.cards};w=60`,
          RateLimit: `"user";r=${left(CLIQ.calls, calls)};t=${resetS}, "cards";r=${left(CLIQ.cards, cards)};t=${resetS}`,
        },
        retryAfterS: Math.max(1, resetS),
      };
    },
  };
}
