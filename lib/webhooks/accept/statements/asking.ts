import 'server-only';
import type { RateProfile } from '../../limits/profile';
import { type Column, columns } from '../acceptance';
import { addressedSql } from './address';
import { list, MOMENT } from './rows';
import { isActive } from './rules';

export type Question = {
  name: string;
  /** Of `NEED`: which rules there is something to ask for. */
  needs: number;
  /** SQL after SELECT: columns of `addressed a` and what it is joined with. */
  select: string;
  /** More columns of `addressed`. */
  extra?: readonly (keyof typeof columns)[];
};

/** Its parameters are the columns as arrays. */
export type AskingStatement = { name: string; text: string; used: Column[] };

/** One row per call that nothing stands against, by the rules of the accepting statement; nothing is locked. */
export function askingStatement(question: Question, profile: RateProfile): AskingStatement {
  const { name, needs, select } = question;
  const { calls, used } = callsOf(question);
  const text = `WITH ${calls},
token AS MATERIALIZED (
  SELECT t.id, t.user_id, t.name, t.secret_hash, t.enabled, t.owner_active, ${list(profile.tokenColumns)}
  FROM webhook_token t JOIN rate_bucket r ON r.user_id = t.user_id CROSS JOIN ${MOMENT}
  WHERE t.secret_hash = ANY($1::bytea[])
),
${addressedSql(needs, profile)}
SELECT a.n, ${select} WHERE a.obstacle IS NULL`;
  return { name, text, used };
}

/** The same for a person, the last parameter, instead of a token. Somebody deactivated is a member of nothing. */
export function withoutToken(question: Question): AskingStatement {
  const { name, needs, select } = question;
  const { calls, used } = callsOf(question);
  const text = `WITH ${calls},
token AS MATERIALIZED (
  SELECT ''::text AS id, (SELECT u.id FROM "user" u WHERE u.id = $${used.length + 1}::text AND ${isActive('u')}) AS user_id,
    ''::text AS name, ''::bytea AS secret_hash, true AS enabled, true AS owner_active
),
${addressedSql(needs, { admitsOne: 'true' })}
SELECT a.obstacle, ${select}`;
  return { name, text, used };
}

/** Calls as they come in, as arrays. */
export function callsOf({ needs, extra = [] }: Pick<Question, 'needs' | 'extra'>): {
  calls: string;
  used: Column[];
} {
  const asked = new Set<string>(['token_hash', 'card', ...extra]);
  const used = Object.entries(columns).filter(([column, { need }]) => asked.has(column) || needs & need);
  const arrays = used.map(([, { type }], index) => `$${index + 1}::${type}[]`).join(', ');
  const names = used.map(([column]) => column).join(', ');
  const calls = `call AS MATERIALIZED (
  SELECT * FROM unnest(${arrays}) WITH ORDINALITY AS c(${names}, n)
)`;
  return { calls, used: used.map(([, column]) => column) };
}
