import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { openSession } from '@/lib/auth/session/open-session';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { readerOf } from '@/lib/feeds/access/require-feed-member';
import { tokenVersion } from '@/lib/live/versions';
import { singleton } from '@/lib/singleton';
import { stepUpEndsAt } from '@/lib/step-up/step-up-policy';
import { BatchWriter } from '@/lib/webhooks/accept/queue';

/** The subject of a part of a stream. */
export type Topic =
  | { kind: 'feed'; feedId: number }
  | { kind: 'token'; tokenId: string }
  /** The number of failures of a handler, by the feed of its bot or extension, for its managers. */
  | { kind: 'handler'; feedId: number }
  /** The number of unread messages in each feed of the reader. */
  | { kind: 'unread' };

/** A topic's name for browsers. */
export function topicName(topic: Topic): string {
  if (topic.kind === 'unread') return 'unread';
  return topic.kind === 'token' ? `token/${topic.tokenId}` : `${topic.kind}/${topic.feedId}`;
}

/**
 * `session`: signed out, revoked or renewed (as by a step-up), or the person was deactivated. `step_up`: locked, or
 * the fifteen minutes are over. `membership`: left, removed, or the token is gone.
 */
export type EndOfReading = 'session' | 'step_up' | 'membership';

/**
 * `fromSeq`: messages for everybody are shown from this number on. `endsInMs`: how long the right lasts by itself.
 * `archived`: the feed, or a thread's conversation, takes nothing more. `version`: a token's, which changes with each
 * call; of unread counts that of the reader's memberships, which changes with each new one.
 */
export type Right =
  | { ends: EndOfReading }
  | { ends: null; fromSeq: number; endsInMs: number | null; archived: boolean; version: string };

type Question = { user: SignedInUser; topic: Topic };

const LIMITS = {
  batchesInFlight: 1,
  batchItems: 1_000,
  batchBytes: Number.MAX_SAFE_INTEGER,
  queueItems: 100_000,
  queueBytes: Number.MAX_SAFE_INTEGER,
};

/**
 * Whether somebody who was admitted may still read: the check of a page, for streams, which outlive their first
 * check. Simultaneous questions of many streams share one query.
 */
export function rightTo(user: SignedInUser, topic: Topic): Promise<Right> {
  const asker = singleton(
    'stream-rights',
    () => new BatchWriter(ask, LIMITS, () => new Error('too many streams ask at once')),
  );
  return asker.add({ user, topic }, 0);
}

type Row = {
  n: bigint;
  now: Date;
  stepUpVerifiedAt: Date | null;
  fromSeq: bigint | null;
  archived: boolean | null;
  isOwner: boolean;
  isAuthor: boolean;
  version: string | null;
};

/** Ids that no feed and no token has. */
const NO_FEED = -1;
const NO_TOKEN = '00000000-0000-0000-0000-000000000000';

async function ask(questions: Question[]): Promise<Right[]> {
  // Many streams of one session ask the same.
  const asked = [...new Map(questions.map((question) => [keyOf(question), question])).values()];
  const sessionIds = asked.map(({ user }) => user.session.id);
  const userIds = asked.map(({ user }) => user.id);
  const feedIds = asked.map(({ topic }) => (topic.kind === 'feed' ? topic.feedId : NO_FEED));
  const handlerIds = asked.map(({ topic }) => (topic.kind === 'handler' ? topic.feedId : NO_FEED));
  const tokenIds = asked.map(({ topic }) => (topic.kind === 'token' ? topic.tokenId : NO_TOKEN));
  const areUnread = asked.map(({ topic }) => topic.kind === 'unread');
  const rows = await db().$queryRaw<Row[]>`
    select q.n, now() as now, s.step_up_verified_at as "stepUpVerifiedAt", r.from_seq as "fromSeq", a.archived, w.id is not null as "isOwner",
      case when q.unread then (select count(*) from feed_member m where m.user_id = u.id)::text
        else ${tokenVersion(Prisma.sql`w`)} end as version,
      exists (select from bot b where b.feed_id = q.handler_id
        and (b.created_by_id = u.id or u.role = 'ADMINISTRATOR' and b.access = 'ORGANIZATION'))
        or exists (select from extension e where e.feed_id = q.handler_id and e.owner_id = u.id) as "isAuthor"
    from unnest(${sessionIds}::uuid[], ${userIds}::text[], ${feedIds}::int[], ${handlerIds}::int[], ${tokenIds}::uuid[],
      ${areUnread}::bool[]) with ordinality as q(session_id, user_id, feed_id, handler_id, token_id, unread, n)
    join session s on s.id = q.session_id and s.user_id = q.user_id and ${openSession}
    join "user" u on u.id = s.user_id and u.deactivated_at is null
    left join lateral (${readerOf(Prisma.sql`q.feed_id`, Prisma.sql`q.user_id`)}) r on true
    left join lateral (
      select coalesce(f.archived_at, p.archived_at) is not null as archived
      from feed f left join thread t on t.feed_id = f.id left join feed p on p.id = t.parent_feed_id
      where f.id = q.feed_id) a on true
    left join webhook_token w on w.id = q.token_id and w.user_id = q.user_id`;
  const places = new Map(asked.map((question, index) => [keyOf(question), index + 1]));
  const found = new Map(rows.map((row) => [Number(row.n), row]));
  return questions.map((one) => rightBy(one.topic, found.get(places.get(keyOf(one)) ?? 0)));
}

const keyOf = ({ user, topic }: Question) => `${user.session.id} ${user.id} ${topicName(topic)}`;

const OPEN = { ends: null, fromSeq: 0, endsInMs: null, archived: false, version: '' } as const;

function rightBy(topic: Topic, row: Row | undefined): Right {
  if (!row) return { ends: 'session' };
  if (topic.kind === 'feed') {
    if (row.fromSeq === null) return { ends: 'membership' };
    return { ...OPEN, fromSeq: Number(row.fromSeq), archived: row.archived === true };
  }
  // The counts themselves read which feeds the person has.
  if (topic.kind === 'unread') return { ...OPEN, version: row.version ?? '' };
  if (topic.kind === 'handler') return row.isAuthor ? OPEN : { ends: 'membership' };
  const endsAt = stepUpEndsAt(row.stepUpVerifiedAt, row.now);
  if (!endsAt) return { ends: 'step_up' };
  if (!row.isOwner) return { ends: 'membership' };
  return { ...OPEN, endsInMs: endsAt.getTime() - row.now.getTime(), version: row.version ?? '' };
}
