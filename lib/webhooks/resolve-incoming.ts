import 'server-only';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { unavailable } from './accept';

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

const OWNER = `FROM webhook_token t JOIN "user" u ON u.id = t.user_id`;
const ADMITTED = `t.secret_hash = $1 AND t.enabled AND t.owner_active
  AND ($2::text IS NULL OR EXISTS (SELECT FROM organization o WHERE o.id = $2))`;

const BOT_SQL = `SELECT u.id, u.email, u.name, b.handler_code AS code ${OWNER}
  JOIN bot b ON b.unique_name = $3 AND (b.access = 'ORGANIZATION' OR b.created_by_id = t.user_id)
  WHERE ${ADMITTED}`;
const SANDBOX_SQL = `SELECT u.id, u.email, u.name, e.sandbox_code AS code ${OWNER}
  JOIN extension e ON e.number = $3 AND e.sandbox_key_hash = $4
  WHERE ${ADMITTED}`;
const MARKETPLACE_SQL = `SELECT u.id, u.email, u.name, v.code ${OWNER}
  JOIN extension e ON e.number = $3 AND e.marketplace_key_hash = $4
  JOIN extension_version v ON v.extension_number = e.number AND v.version = e.published_version
  WHERE ${ADMITTED}`;

/**
 * Finds the handler of an incoming call, and who calls, before any code runs. Null when the accepting
 * statement is going to refuse the call; that statement, not this one, says why.
 */
export async function resolveIncoming(
  tokenHash: Buffer,
  orgId: string | null,
  target: IncomingTarget,
): Promise<IncomingHandler | null> {
  const query =
    target.kind === 'bot'
      ? prepared('postern_bot_handler', BOT_SQL, [tokenHash, orgId, target.uniqueName])
      : prepared(
          target.sandbox ? 'postern_sandbox_handler' : 'postern_marketplace_handler',
          target.sandbox ? SANDBOX_SQL : MARKETPLACE_SQL,
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
