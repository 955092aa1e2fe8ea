import { z } from 'zod';
import { TOPICS_PER_STREAM } from './line/policy';

const list = z
  .string()
  .max(TOPICS_PER_STREAM * 60)
  .default('')
  .transform((text) => text.split(',').filter(Boolean));

const FEED = /^([1-9]\d{0,9}):(\d{1,10})$/;
const feed = z
  .string()
  .regex(FEED, 'A feed is written as its number, a colon and the number of the last message you have.')
  .transform((text) => {
    const [, feedId, after] = FEED.exec(text) as RegExpExecArray;
    return { feedId: Number(feedId), after: Number(after) };
  })
  .refine(({ feedId, after }) => feedId <= 2_147_483_647 && after <= 1_000_000_000);

/**
 * `?feeds=7:120,9:0&tokens=<id>,<id>&handlers=12:3&unread=1`: feeds with the reader's last message, usage histories,
 * handlers (by the feeds of their bots and extensions) with the number of failures known to the reader, and unread
 * counts.
 */
export const streamQuery = z
  .object({
    feeds: list.pipe(z.array(feed)),
    tokens: list.pipe(z.array(z.uuid())),
    handlers: list.pipe(z.array(feed)),
    unread: z.literal('1', 'unread is 1, or left out.').optional(),
  })
  .refine((query) => topicsIn(query) > 0 || query.unread, {
    message: 'Name a feed, a token or a handler, or ask for unread=1.',
  })
  .refine((query) => topicsIn(query) <= TOPICS_PER_STREAM, {
    message: `One stream carries ${TOPICS_PER_STREAM} feeds, tokens and handlers at the most.`,
  });

type Lists = { feeds: unknown[]; tokens: unknown[]; handlers: unknown[] };
const topicsIn = ({ feeds, tokens, handlers }: Lists) => feeds.length + tokens.length + handlers.length;
