import { randomUUID } from 'node:crypto';
import type { SignedInUser } from '@/lib/auth/principals';
import { decimalId } from '@/lib/db/ids';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';

/** People, feeds and messages for tests. Each test makes its own. */

export async function aPerson(role: 'MEMBER' | 'ADMINISTRATOR' = 'MEMBER'): Promise<SignedInUser> {
  const id = decimalId();
  const sessionId = randomUUID();
  const user = { id, email: `${id}@example.com`, name: `Person ${id.slice(-6)}`, role };
  await db().user.create({
    data: {
      ...user,
      sessions: { create: { id: sessionId, expiresAt: new Date(Date.now() + 3_600_000) } },
    },
    select: { id: true },
  });
  const session = { id: sessionId, authenticatedAt: new Date(), stepUpVerifiedAt: null };
  return { ...user, at: new Date(), session } as unknown as SignedInUser;
}

export async function aFeed(...members: SignedInUser[]): Promise<number> {
  const { id } = await db().feed.create({
    data: { kind: 'CHANNEL', members: { create: members.map((member) => ({ userId: member.id })) } },
    select: { id: true },
  });
  return id;
}

type Post = {
  text?: string;
  content?: string;
  recipient?: SignedInUser;
  messages?: number;
  /** Whether streams hear of it at once; default: yes. */
  announced?: boolean;
};

/** Stores messages as the accepting statement does: numbers under the feed's lock, a notification after the commit. */
export async function post(feedId: number, sender: SignedInUser, options: Post = {}): Promise<number> {
  const { text = 'hello', content, recipient, messages = 1, announced = true } = options;
  const { rows } = await pool().query(
    `with locked as (select id from feed where id = $1 for no key update),
     advanced as (
       update feed set last_seq = last_seq + $2 from locked where feed.id = locked.id
       returning feed.id, feed.last_seq - $2 as before
     ), stored as (
       insert into message (feed_id, seq, sent_at, recipient_id, sender_id, via, content)
       select id, before + place, now(), $3, $4, 'Test token', $5 from advanced, generate_series(1, $2) place
     )
     select before + $2 as seq from advanced`,
    [feedId, messages, recipient?.id ?? null, sender.id, content ?? JSON.stringify({ text })],
  );
  if (announced) await pool().query(`select pg_notify('postern_feed', $1)`, [String(feedId)]);
  return Number(rows[0].seq);
}
