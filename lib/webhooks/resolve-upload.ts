import 'server-only';
import { encodeArray } from '@/lib/db/encode-array';
import { pool } from '@/lib/db/pool';
import { prepared } from '@/lib/db/prepared';
import { singleton } from '@/lib/singleton';
import { unavailable } from './accept';
import type { Acceptance } from './accept-columns';
import { ASKING_LIMITS, askAboutToken, askAhead, askedTokens } from './asked-ahead';
import { BatchWriter } from './batch-writer';
import { rateProfile } from './rate-limits';
import type { RateProfile } from './rate-profile';

type Question = Pick<
  Acceptance,
  'tokenHash' | 'orgId' | 'channelName' | 'channelId' | 'chatFeedId' | 'botName'
>;

/**
 * Who uploads, asked before any of the body is read: nobody without a valid token, within its limits and with a target that is
 * open to its owner makes us store anything. Null when the accepting statement is going to refuse the call; that
 * statement, not this one, says why, and it decides again when the files are there.
 */
export function resolveUpload(call: Acceptance): Promise<string | null> {
  const reader = singleton('resolve-upload', () => {
    const text = resolveSql(rateProfile());
    return new BatchWriter((questions: Question[]) => find(text, questions), ASKING_LIMITS, unavailable);
  });
  return askAboutToken(call.tokenHash, () => reader.add(call, 0));
}

/** Locks nothing. Files count as cards do. */
function resolveSql(profile: RateProfile): string {
  const channel = (condition: string) =>
    `EXISTS (SELECT FROM channel h JOIN feed f ON f.id = h.feed_id AND f.archived_at IS NULL
      JOIN feed_member m ON m.feed_id = h.feed_id WHERE ${condition} AND m.user_id = t.user_id)`;
  return `SELECT q.n, t.user_id AS "ownerId"
  FROM unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
    WITH ORDINALITY AS q(token_hash, org_id, channel_name, channel_id, bot_name, chat_feed, n)
  JOIN ${askedTokens(profile)} ON t.secret_hash = q.token_hash
  CROSS JOIN (SELECT true AS card) c
  WHERE t.enabled AND t.owner_active AND (${profile.admitsOne})
    AND (q.org_id IS NULL OR EXISTS (SELECT FROM organization o WHERE o.id = q.org_id))
    AND (q.channel_name IS NULL OR ${channel('h.unique_name = q.channel_name')})
    AND (q.channel_id IS NULL OR ${channel('h.id = q.channel_id')})
    AND (q.chat_feed IS NULL OR EXISTS (SELECT FROM feed f LEFT JOIN thread h ON h.feed_id = f.id
      LEFT JOIN feed p ON p.id = h.parent_feed_id
      JOIN feed_member m ON m.feed_id = coalesce(h.parent_feed_id, f.id) AND m.user_id = t.user_id
      WHERE f.id = q.chat_feed AND coalesce(f.archived_at, p.archived_at) IS NULL))
    AND (q.bot_name IS NULL OR EXISTS (SELECT FROM bot b WHERE b.unique_name = q.bot_name
      AND (b.access = 'ORGANIZATION' OR b.created_by_id = t.user_id)))`;
}

async function find(text: string, questions: Question[]): Promise<(string | null)[]> {
  const texts = (of: (question: Question) => string | null) => encodeArray('text', questions.map(of));
  const hashes = encodeArray(
    'bytea',
    questions.map(({ tokenHash }) => tokenHash),
  );
  const { rows } = await askAhead(
    pool().query<{ n: string; ownerId: string }>(
      prepared('postern_resolve_upload', text, [
        hashes,
        texts(({ orgId }) => orgId),
        texts(({ channelName }) => channelName),
        texts(({ channelId }) => channelId),
        texts(({ botName }) => botName),
        encodeArray(
          'int',
          questions.map(({ chatFeedId }) => chatFeedId),
        ),
      ]),
    ),
  );
  const owners: (string | null)[] = questions.map(() => null);
  for (const { n, ownerId } of rows) owners[Number(n) - 1] = ownerId;
  return owners;
}
