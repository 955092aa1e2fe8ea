import 'server-only';
import { encodeArray } from '@/lib/db/encode-array';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { type Intake, intakeJson, readIntake } from '@/lib/intake/intake';
import { singleton } from '@/lib/singleton';
import { unavailable } from './accept';
import { ASKING_LIMITS, askAboutToken, askAhead, askedTokens } from './asked-ahead';
import { BatchWriter } from './batch-writer';
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

/** The code to run for an incoming call, and whose it is; `code` is null where there is no handler. */
export type IncomingHandler = {
  bearer: TokenBearer;
  ownerId: string;
  handlerId: number;
  code: string | null;
  /** How the bot or extension takes calls. */
  intake: Intake;
};

export type IncomingTarget =
  | { kind: 'bot'; uniqueName: string }
  | { kind: 'application'; number: string; sandbox: boolean; appKeyHash: Buffer | null };

type Question = { tokenHash: Buffer; orgId: string | null; target: IncomingTarget };

/**
 * Finds the handler of an incoming call, and who calls, before any code runs. Null when the accepting
 * statement is going to refuse the call; that statement, not this one, says why. Calls that come together are asked for together.
 */
export function resolveIncoming(
  tokenHash: Buffer,
  orgId: string | null,
  target: IncomingTarget,
): Promise<IncomingHandler | null> {
  const reader = singleton('resolve-incoming', () => {
    const text = resolveSql(rateProfile());
    return new BatchWriter((questions: Question[]) => find(text, questions), ASKING_LIMITS, unavailable);
  });
  return askAboutToken(tokenHash, () => reader.add({ tokenHash, orgId, target }, 0));
}

/** Within the limits: a flood of calls runs no code. Locks nothing. */
function resolveSql(profile: RateProfile): string {
  return `SELECT q.n, u.id, u.email, u.name, coalesce(b.created_by_id, e.owner_id) AS "ownerId",
    coalesce(b.feed_id, e.feed_id) AS "handlerId",
    CASE WHEN b.id IS NOT NULL THEN b.handler_code WHEN q.sandbox THEN e.sandbox_code ELSE v.code END AS code,
    ${intakeJson('f')} AS intake
  FROM unnest($1::bytea[], $2::text[], $3::text[], $4::bigint[], $5::boolean[], $6::bytea[])
    WITH ORDINALITY AS q(token_hash, org_id, bot_name, app_number, sandbox, app_key_hash, n)
  JOIN ${askedTokens(profile)} ON t.secret_hash = q.token_hash
  CROSS JOIN (SELECT false AS card) c
  JOIN "user" u ON u.id = t.user_id
  LEFT JOIN bot b ON b.unique_name = q.bot_name AND (b.access = 'ORGANIZATION' OR b.created_by_id = t.user_id)
  LEFT JOIN extension e ON e.number = q.app_number
    AND q.app_key_hash = CASE WHEN q.sandbox THEN e.sandbox_key_hash ELSE e.marketplace_key_hash END
  LEFT JOIN extension_version v ON NOT q.sandbox AND v.extension_number = e.number AND v.version = e.published_version
  LEFT JOIN feed f ON f.id = coalesce(b.feed_id, e.feed_id)
  WHERE t.enabled AND t.owner_active AND (${profile.admitsOne})
    AND (q.org_id IS NULL OR EXISTS (SELECT FROM organization o WHERE o.id = q.org_id))
    AND (b.id IS NOT NULL OR e.number IS NOT NULL AND (q.sandbox OR v.version IS NOT NULL))`;
}

type Row = {
  n: string;
  id: string;
  email: string;
  name: string;
  ownerId: string;
  handlerId: number;
  code: string | null;
  intake: unknown;
};

async function find(text: string, questions: Question[]): Promise<(IncomingHandler | null)[]> {
  const application = (of: (target: IncomingTarget & { kind: 'application' }) => unknown) =>
    questions.map(({ target }) => (target.kind === 'application' ? of(target) : null));
  const values = [
    encodeArray(
      'bytea',
      questions.map(({ tokenHash }) => tokenHash),
    ),
    encodeArray(
      'text',
      questions.map(({ orgId }) => orgId),
    ),
    encodeArray(
      'text',
      questions.map(({ target }) => (target.kind === 'bot' ? target.uniqueName : null)),
    ),
    encodeArray(
      'bigint',
      application(({ number }) => number),
    ),
    encodeArray(
      'boolean',
      application(({ sandbox }) => sandbox),
    ),
    encodeArray(
      'bytea',
      application(({ appKeyHash }) => appKeyHash),
    ),
  ];
  const { rows } = await askAhead(pool().query<Row>(prepared('postern_resolve_incoming', text, values)));
  const found: (IncomingHandler | null)[] = questions.map(() => null);
  for (const { n, code, ownerId, handlerId, intake, ...bearer } of rows) {
    found[Number(n) - 1] = {
      bearer: bearer as TokenBearer,
      ownerId,
      handlerId,
      code,
      intake: readIntake(intake),
    };
  }
  return found;
}
