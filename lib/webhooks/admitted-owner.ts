import 'server-only';
import { encodeArray } from '@/lib/db/encode-array';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { singleton } from '@/lib/singleton';
import { unavailable } from './accept';
import { ASKING_LIMITS, askAboutToken, askAhead, askedTokens } from './asked-ahead';
import { BatchWriter } from './batch-writer';
import type { CleanCall } from './call-record';
import { Refusal } from './envelope';
import { rateProfile } from './rate-limits';
import type { RateProfile } from './rate-profile';

const asked = new WeakMap<CleanCall, Promise<string | null>>();

/**
 * Whose call this is, asked before anything is looked up or made for it: null without a valid token within its limits. Asked
 * once for a call, together with others. Null means that the accepting statement is going to refuse the call, and says why.
 * @throws {AppError} `temporarily_unavailable`
 */
export function admittedOwner(call: CleanCall, tokenHash: Buffer): Promise<string | null> {
  const known = asked.get(call);
  if (known) return known;
  const reader = singleton('admitted-owner', () => {
    const text = admittedSql(rateProfile());
    return new BatchWriter((hashes: Buffer[]) => find(text, hashes), ASKING_LIMITS, unavailable);
  });
  const owner = askAboutToken(tokenHash, () => reader.add(tokenHash, 0));
  asked.set(call, owner);
  return owner;
}

/** For the statement, which refuses with a better reason unless there is room again by then. */
export const notAdmitted = () => new Refusal('temporarily_unavailable', 'Send it again.', { retryAfterS: 1 });

/** Locks nothing. Whether there is a card, only the body says, which is not read yet. */
function admittedSql(profile: RateProfile): string {
  return `SELECT t.secret_hash AS "tokenHash", t.user_id AS "ownerId"
  FROM ${askedTokens(profile)} CROSS JOIN (SELECT false AS card) c
  WHERE t.enabled AND t.owner_active AND (${profile.admitsOne})`;
}

async function find(text: string, hashes: Buffer[]): Promise<(string | null)[]> {
  const { rows } = await askAhead(
    pool().query<{ tokenHash: Buffer; ownerId: string }>(
      prepared('postern_admitted_owner', text, [encodeArray('bytea', hashes)]),
    ),
  );
  const owners = new Map(rows.map(({ tokenHash, ownerId }) => [tokenHash.toString('latin1'), ownerId]));
  return hashes.map((hash) => owners.get(hash.toString('latin1')) ?? null);
}
