import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db, type Transaction } from '@/lib/db/prisma';
import type { HandlerInput } from '../types';
import type { HandlerFailures } from './dto';

/**
 * The failures of a bot's or extension's handler, for its managers. The failed call is named only when it is one of
 * the reader's own; other people's tokens stay private.
 */
export async function readFailures(user: SignedInUser, feedId: number): Promise<HandlerFailures[]> {
  const rows = await db().handlerFailure.findMany({
    where: { feedId },
    orderBy: { environment: 'desc' },
    select: {
      environment: true,
      count: true,
      since: true,
      lastAt: true,
      reason: true,
      tokenId: true,
      invocationId: true,
    },
  });
  const tokenIds = rows.flatMap(({ tokenId }) => tokenId ?? []);
  const own = await db().webhookToken.findMany({
    where: { id: { in: tokenIds }, userId: user.id },
    select: { id: true },
  });
  return rows.map(({ environment, count, since, lastAt, reason, tokenId, invocationId }) => ({
    environment: environment === 'sandbox' || environment === 'marketplace' ? environment : null,
    count: Number(count),
    since: since.toISOString(),
    lastAt: lastAt.toISOString(),
    reason,
    place: placeIn(reason),
    call: tokenId && invocationId && own.some(({ id }) => id === tokenId) ? { tokenId, invocationId } : null,
  }));
}

/** The number of a handler's failures in all its environments. */
export async function countFailures(feedId: number): Promise<number> {
  const { _sum } = await db().handlerFailure.aggregate({ where: { feedId }, _sum: { count: true } });
  return Number(_sum.count ?? 0);
}

/** New code is a new handler: its failures count from zero. */
export async function forgetFailures(
  tx: Transaction,
  feedId: number,
  environment: HandlerInput['environment'],
): Promise<void> {
  await tx.handlerFailure.deleteMany({ where: { feedId, environment: environment ?? '' } });
}

/** Reads the place that `lib/webhooks` and `handlerErrorText` write. */
function placeIn(reason: string): HandlerFailures['place'] {
  const match =
    /\(line (\d+), column (\d+)\)$/.exec(reason) ?? /^onButton: Line (\d+), column (\d+):/.exec(reason);
  return match && { line: Number(match[1]), column: Number(match[2]) };
}
