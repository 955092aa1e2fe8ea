import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { FeedOpening, FeedWindow } from './dto';
import { FEED_PAGE_SIZE } from './feed-policy';
import { readFeed } from './read-feed';

/**
 * Messages of a feed around one of them, as the user sees it: as many before as after it. Where there is none of that number for
 * the user, those that would stand around it.
 * @throws {AppError} `not_found` for a feed the user does not belong to.
 */
export async function readFeedAround(user: SignedInUser, feedId: number, seq: number): Promise<FeedWindow> {
  // First: whatever comes while the pages are read is in one of them or comes by the stream.
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
 * What a page of the feed begins with: its newest messages, or those around the one that its address asks for
 * (`messageAsked`). One that is gone, is for somebody else or never was looks the same.
 * @throws {AppError} `not_found` for a feed the user does not belong to.
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
