import 'server-only';
import { type Intake, intakeJson, readIntake } from '@/lib/intake/intake';
import { type Acceptance, NEED } from '../accept/acceptance';
import { askByRules } from '../accept/ask-ahead';

declare const tokenBearer: unique symbol;

/**
 * The owner of a token that was found, enabled, just now. Made only here, so that an incoming call names nobody else to
 * a handler.
 */
export type TokenBearer = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly [tokenBearer]: true;
};

/** The code to run for an incoming call, and whose it is; `code` is null where there is no handler. */
export type IncomingHandler = {
  bearer: TokenBearer;
  ownerId: string;
  handlerId: number;
  code: string | null;
  /** How the bot or extension takes calls. */
  intake: Intake;
};

type Row = {
  id: string;
  email: string;
  name: string;
  ownerId: string;
  handlerId: number;
  code: string | null;
  intake: unknown;
};

/** Each call is asked for alone: of calls that come together more may run the code than the limits then admit. */
const ask = askByRules<Row>({
  name: 'postern_resolve_incoming',
  needs: NEED.bot | NEED.application | NEED.organization,
  select: `u.id, u.email, u.name, coalesce(b.created_by_id, a.developer_id) AS "ownerId", a.feed_id AS "handlerId",
    CASE WHEN b.id IS NOT NULL THEN b.handler_code WHEN a.app_sandbox THEN e.sandbox_code ELSE v.code END AS code,
    ${intakeJson('f')} AS intake
  FROM addressed a JOIN "user" u ON u.id = a.user_id JOIN feed f ON f.id = a.feed_id
  LEFT JOIN bot b ON b.id = a.bot_id
  LEFT JOIN extension e ON e.number = a.app_number
  LEFT JOIN extension_version v ON v.extension_number = e.number AND v.version = e.published_version`,
});

/**
 * Finds the handler of an incoming call, and who calls, before any code runs. Null when the accepting
 * statement is going to refuse the call.
 * @throws {AppError} `temporarily_unavailable`
 */
export async function resolveIncoming({
  tokenHash,
  orgId,
  target,
}: Pick<Acceptance, 'tokenHash' | 'orgId' | 'target'>): Promise<IncomingHandler | null> {
  const found = await ask({ tokenHash, orgId, target });
  if (!found) return null;
  const { code, ownerId, handlerId, intake, ...bearer } = found;
  return { bearer: bearer as TokenBearer, ownerId, handlerId, code, intake: readIntake(intake) };
}
