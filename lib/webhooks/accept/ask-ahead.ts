import 'server-only';
import { encodeArray } from '@/lib/db/encode-array';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { isAppError } from '@/lib/errors';
import { singleton } from '@/lib/singleton';
import { rateProfile } from '../limits/limits';
import type { RateProfile } from '../limits/profile';
import { unavailable, unknownTokens } from './accept';
import { type Acceptance, type Column, columns } from './acceptance';
import { BatchWriter } from './queue';
import { addressedSql } from './statements/address';

/** Of the queues that ask ahead of the accepting statement: asking waits for that and for handlers, so it needs fewer places. */
const ASKING_LIMITS = {
  batchesInFlight: 2,
  batchItems: 256,
  batchBytes: Number.MAX_SAFE_INTEGER,
  queueItems: 4_096,
  queueBytes: Number.MAX_SAFE_INTEGER,
};

/** What is known of a call so far; the rest is as of a call that needs nothing of it. */
export type Asked = Pick<Acceptance, 'tokenHash'> & Partial<Acceptance>;

type Question = {
  name: string;
  /** Of `NEED`: which rules there is something to ask for. */
  needs: number;
  /** Whether the call counts as one with a card. */
  card: boolean;
  /** SQL after SELECT: columns of `addressed a` and what it is joined with. */
  select: string;
  /** More columns of `addressed`. */
  extra?: readonly (keyof typeof columns)[];
};

/**
 * Asks about calls before they are accepted, by the very rules of the accepting statement (accept/statements/address.ts); nothing is locked, and
 * the statement asks again. Null for a call that it is going to refuse: it says why. Calls that come together are asked for together.
 * @throws {AppError} `temporarily_unavailable`
 */
export function askByRules<Row extends object>(question: Question): (asked: Asked) => Promise<Row | null> {
  return (asked) => {
    const reader = singleton(question.name, () => {
      const statement = askingStatement(question, rateProfile());
      return new BatchWriter((all: Asked[]) => answersTo<Row>(statement, all), ASKING_LIMITS, unavailable);
    });
    return askAboutToken(asked.tokenHash, () => reader.add(asked, 0));
  };
}

type AskingStatement = { name: string; text: string; used: Column[] };

function askingStatement(
  { name, needs, card, select, extra = [] }: Question,
  profile: RateProfile,
): AskingStatement {
  const asked = new Set<string>(['token_hash', ...extra]);
  const used = Object.entries(columns).filter(([column, { need }]) => asked.has(column) || needs & need);
  const arrays = used.map(([, { type }], index) => `$${index + 1}::${type}[]`).join(', ');
  const names = used.map(([column]) => column).join(', ');
  const limits = Object.entries(profile.tokenColumns).map(([column, sql]) => `, ${sql} AS ${column}`);
  const text = `WITH call AS MATERIALIZED (
  SELECT *, ${card} AS card FROM unnest(${arrays}) WITH ORDINALITY AS c(${names}, n)
),
token AS MATERIALIZED (
  SELECT t.id, t.user_id, t.name, t.secret_hash, t.enabled, t.owner_active${limits.join('')}
  FROM webhook_token t JOIN rate_bucket r ON r.user_id = t.user_id
  CROSS JOIN (SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint AS now_us) moment
  WHERE t.secret_hash = ANY($1::bytea[])
),
${addressedSql(needs, profile)}
SELECT a.n, ${select} WHERE a.obstacle IS NULL`;
  return { name, text, used: used.map(([, column]) => column) };
}

async function answersTo<Row extends object>(
  { name, text, used }: AskingStatement,
  all: readonly Asked[],
): Promise<(Row | null)[]> {
  const values = used.map(({ type, value }) =>
    encodeArray(
      type,
      all.map((asked) => value({ ...NOTHING, ...asked } as Acceptance, 0) ?? null),
    ),
  );
  const { rows } = await askAhead(pool().query<Row & { n: string }>(prepared(name, text, values)));
  const answers: (Row | null)[] = all.map(() => null);
  for (const { n, ...row } of rows) answers[Number(n) - 1] = row as unknown as Row;
  return answers;
}

const NOTHING: Partial<Acceptance> = {
  target: { kind: 'none' },
  orgId: null,
  group: null,
};

/**
 * Asks about a token that may be made up, within what strangers may take of the queues. An answer proves the token; no answer proves
 * nothing: the accepting statement tells a token that does not exist from a target or a limit.
 * @throws {AppError} `temporarily_unavailable`
 */
function askAboutToken<T>(tokenHash: Buffer, ask: () => Promise<T | null>): Promise<T | null> {
  return unknownTokens().admit(tokenHash, ask, {
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
