import 'server-only';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { singleton } from '@/lib/singleton';
import { unavailable } from './accept';
import { rateProfile } from './rate-limits';
import type { RateProfile } from './rate-profile';

declare const tokenBearer: unique symbol;

/** The owner of a token that was found, enabled, just now. Minted only here; running a handler needs one. */
export type TokenBearer = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly [tokenBearer]: true;
};

/** The code to run for an incoming call; `code` is null where there is no handler. */
export type IncomingHandler = { bearer: TokenBearer; code: string | null };

export type IncomingTarget =
  | { kind: 'bot'; uniqueName: string }
  | { kind: 'application'; number: string; sandbox: boolean; appKeyHash: Buffer | null };

type Row = { id: string; email: string; name: string; code: string | null };

/** The token and its owner, within their limits: a flood of calls runs no code. Locks nothing. */
function ownerSql({ tokenColumns, admitsOne }: RateProfile): { from: string; where: string } {
  const limits = Object.entries(tokenColumns).map(([name, sql]) => `, ${sql} AS ${name}`);
  return {
    from: `FROM (
    SELECT t.user_id, t.enabled, t.owner_active${limits.join('')}
    FROM webhook_token t JOIN rate_bucket r ON r.user_id = t.user_id
    CROSS JOIN (SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint AS now_us) moment
    WHERE t.secret_hash = $1
  ) t CROSS JOIN (SELECT false AS card) c JOIN "user" u ON u.id = t.user_id`,
    where: `t.enabled AND t.owner_active AND (${admitsOne})
  AND ($2::text IS NULL OR EXISTS (SELECT FROM organization o WHERE o.id = $2))`,
  };
}

/** One statement for each kind of target. */
function statements(profile: RateProfile) {
  const { from, where } = ownerSql(profile);
  const select = (code: string, target: string) =>
    `SELECT u.id, u.email, u.name, ${code} AS code ${from} ${target} WHERE ${where}`;
  return {
    bot: select(
      'b.handler_code',
      `JOIN bot b ON b.unique_name = $3 AND (b.access = 'ORGANIZATION' OR b.created_by_id = t.user_id)`,
    ),
    sandbox: select('e.sandbox_code', 'JOIN extension e ON e.number = $3 AND e.sandbox_key_hash = $4'),
    marketplace: select(
      'v.code',
      `JOIN extension e ON e.number = $3 AND e.marketplace_key_hash = $4
  JOIN extension_version v ON v.extension_number = e.number AND v.version = e.published_version`,
    ),
  };
}

/**
 * Finds the handler of an incoming call, and who calls, before any code runs. Null when the accepting
 * statement is going to refuse the call; that statement, not this one, says why.
 */
export async function resolveIncoming(
  tokenHash: Buffer,
  orgId: string | null,
  target: IncomingTarget,
): Promise<IncomingHandler | null> {
  const sql = singleton('resolve-incoming', () => statements(rateProfile()));
  const query =
    target.kind === 'bot'
      ? prepared('postern_bot_handler', sql.bot, [tokenHash, orgId, target.uniqueName])
      : prepared(
          target.sandbox ? 'postern_sandbox_handler' : 'postern_marketplace_handler',
          target.sandbox ? sql.sandbox : sql.marketplace,
          [tokenHash, orgId, target.number, target.appKeyHash],
        );
  const { rows } = await pool()
    .query<Row>(query)
    .catch(() => {
      throw unavailable();
    });
  const [row] = rows;
  if (!row) return null;
  const { code, ...owner } = row;
  return { bearer: owner as TokenBearer, code };
}
