import 'server-only';
import { takeKeyedLock } from '@/lib/db/advisory-locks';
import { db } from '@/lib/db/prisma';

/** What no text in Postgres can hold: NUL and halves of surrogate pairs. */
const NOT_KEPT = /[\0\p{Cs}]/gu;

/**
 * The feed of the thread below a message; made when it is missing. Its title is final with its first reply.
 * Simultaneous calls get the same thread.
 */
export async function openThread(
  parent: { feedId: number; seq: number },
  asked: string | null,
): Promise<number> {
  const title = asked?.replace(NOT_KEPT, '') || null;
  const root = { parentFeedId_parentSeq: { parentFeedId: parent.feedId, parentSeq: BigInt(parent.seq) } };
  const select = { feedId: true, title: true, feed: { select: { lastSeq: true } } };
  const isSettled = (thread: { title: string | null; feed: { lastSeq: bigint } }) =>
    thread.title === title || thread.feed.lastSeq > 0n;
  const known = await db().thread.findUnique({ where: root, select });
  if (known && isSettled(known)) return known.feedId;
  return db().$transaction(async (tx) => {
    await takeKeyedLock(tx, 'thread', `${parent.feedId} ${parent.seq}`);
    const made = await tx.thread.findUnique({ where: root, select });
    if (made) {
      if (!isSettled(made)) await tx.thread.update({ where: { feedId: made.feedId }, data: { title } });
      return made.feedId;
    }
    const { id } = await tx.feed.create({ data: { kind: 'THREAD' }, select: { id: true } });
    await tx.thread.create({
      data: { feedId: id, parentFeedId: parent.feedId, parentSeq: BigInt(parent.seq), title },
    });
    return id;
  });
}
