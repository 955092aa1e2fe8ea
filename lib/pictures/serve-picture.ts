import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { usableBy } from '@/lib/bots/bot-access';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { notFound } from '@/lib/errors';
import { readMessage } from '@/lib/feeds/read-feed';
import { readMessageContent } from '@/lib/messages/content';
import { pictureCache } from './picture-cache';
import { picturesOf } from './pictures-of';

/**
 * A picture that a message shows. The server fetches only pictures of messages that the user sees.
 * @throws {AppError} `not_found`
 */
export async function serveMessagePicture(
  user: SignedInUser,
  feedId: number,
  seq: number,
  url: string,
): Promise<Response> {
  const row = await readMessage(user, feedId, seq);
  const known = [
    ...picturesOf(readMessageContent(row.content)),
    ...(row.botImageUrl ? [row.botImageUrl] : []),
  ];
  if (!known.includes(url)) throw notFound('picture');
  return serve(url);
}

/** @throws {AppError} `not_found` also for somebody else's personal bot. */
export async function serveBotPicture(user: SignedInUser, uniqueName: string): Promise<Response> {
  const bot = await db().bot.findFirst({
    where: { uniqueName, ...usableBy(user) },
    select: { imageUrl: true },
  });
  if (!bot?.imageUrl) throw notFound('picture');
  return serve(bot.imageUrl);
}

async function serve(url: string): Promise<Response> {
  const picture = env().EXTERNAL_PICTURES === 'off' ? null : await pictureCache().get(url);
  if (!picture) throw notFound('picture');
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'Content-Type': picture.type,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, max-age=300',
    },
  });
}
