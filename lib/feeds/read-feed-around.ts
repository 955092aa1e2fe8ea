import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { FeedOpening, FeedWindow } from './dto';
import { FEED_PAGE_SIZE } from './feed-policy';
import { readFeed } from './read-feed';

/**
 * Messages of a feed around one of them, as the user sees it: as many before as after it. When the user has no
 * message of that number, those around its place.
 * @throws {AppError} `not_found` for a feed that the user does not belong to.
 */
export async function readFeedAround(user: SignedInUser, feedId: number, seq: number): Promise<FeedWindow> {
  // Read first: a message that comes meanwhile is on one of the pages or comes by the stream.
  const feed = await db().feed.findUnique({ where: { id: feedId }, select: { lastSeq: true } });
  const limit = FEED_PAGE_SIZE / 2;
  const [upTo, after] = await Promise.all([
    readFeed(user, feedId, { before: seq + 1, limit }),
    readFeed(user, feedId, { after: seq, limit }),
  ]);
  return {
    ...upTo,
    messages: [...upTo.messages, ...after.messages],
    hasNewer: after.hasMore,
    newestSeq: Number(feed?.lastSeq ?? 0),
  };
}

/**
 * The first messages of a feed's page: its newest ones, or those around the one that its address asks for
 * (`messageAsked`). A message that is gone, is for somebody else or never existed looks the same.
 * @throws {AppError} `not_found` for a feed that the user does not belong to.
 */
export async function openFeed(
  user: SignedInUser,
  feedId: number,
  asked: number | null | undefined,
): Promise<FeedOpening> {
  if (asked) {
    const window = await readFeedAround(user, feedId, asked);
    if (window.messages.some(({ seq }) => seq === asked)) return { ...window, linkedSeq: asked };
  }
  const page = await readFeed(user, feedId);
  const opening = { ...page, hasNewer: false, newestSeq: page.messages.at(-1)?.seq ?? 0 };
  return asked === undefined ? opening : { ...opening, linkedSeq: null };
}
