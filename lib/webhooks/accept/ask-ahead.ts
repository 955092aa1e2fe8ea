import 'server-only';
import { encodeArray } from '@/lib/db/encode-array';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { isDataError } from '@/lib/db/sql-state';
import { isAppError } from '@/lib/errors';
import { singleton } from '@/lib/singleton';
import { rateProfile } from '../limits/limits';
import { unknownTokens } from './accept';
import type { Acceptance } from './acceptance';
import { unavailable } from './failures';
import { BatchWriter } from './queue';
import { type AskingStatement, askingStatement, type Question, withoutToken } from './statements/asking';

/** Limits of the queues that ask ahead of the accepting statement. */
const ASKING_LIMITS = {
  batchesInFlight: 2,
  batchItems: 256,
  batchBytes: Number.MAX_SAFE_INTEGER,
  queueItems: 4_096,
  queueBytes: Number.MAX_SAFE_INTEGER,
};

/** What is known of a call so far. Missing members have values that need no rule. */
export type Asked = Pick<Acceptance, 'tokenHash'> & Partial<Acceptance>;

/**
 * Asks about calls before they are accepted, by the very rules of the accepting statement (statements/address.ts); nothing is locked, and
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

async function answersTo<Row extends object>(
  { name, text, used }: AskingStatement,
  all: readonly Asked[],
): Promise<(Row | null)[]> {
  const values = valuesOf(used, all);
  const { rows } = await askAhead(pool().query<Row & { n: string }>(prepared(name, text, values)));
  const answers: (Row | null)[] = all.map(() => null);
  for (const { n, ...row } of rows) answers[Number(n) - 1] = row as unknown as Row;
  return answers;
}

const valuesOf = (used: AskingStatement['used'], all: readonly Partial<Acceptance>[]) =>
  used.map(({ type, value }) =>
    encodeArray(
      type,
      all.map((asked) => value({ ...NOTHING, ...asked } as Acceptance, 0) ?? null),
    ),
  );

const NOTHING: Partial<Acceptance> = {
  tokenHash: Buffer.alloc(0),
  target: { kind: 'none' },
  orgId: null,
  card: false,
  group: null,
};

/**
 * Asks by the same rules for a person outside a call: there is no token, so its rules and limits do not matter. A row
 * has the `obstacle` that would refuse a call of theirs.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function askForPerson<Row extends object>(
  question: Question,
  personId: string,
  asked: Omit<Partial<Acceptance>, 'tokenHash'>,
): Promise<(Row & { obstacle: string | null })[]> {
  const { name, text, used } = withoutToken(question);
  const values = [...valuesOf(used, [asked]), personId];
  const { rows } = await askAhead(
    pool().query<Row & { obstacle: string | null }>(prepared(name, text, values)),
  );
  return rows;
}

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

/**
 * A call may wait twice this long: behind another call's timeout and for its own. Both end before the 503 is due after
 * five seconds.
 */
const ASKING_TIMEOUT_MS = 2_000;

/**
 * Asks what a call needs to know before it is accepted; nothing is stored.
 * @throws {AppError} `temporarily_unavailable` when the database does not answer in time, or not at all.
 * @throws what the database says of a value that it cannot hold: no repetition would help.
 */
export async function askAhead<Answer>(asking: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable()), ASKING_TIMEOUT_MS);
  });
  try {
    return await Promise.race([asking, late]);
  } catch (error) {
    throw isAppError(error) || isDataError(error) ? error : unavailable();
  } finally {
    clearTimeout(timer);
  }
}
