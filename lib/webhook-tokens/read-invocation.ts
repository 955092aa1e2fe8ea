import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { AppError, notFound } from '@/lib/errors';
import { readRequestRecord } from '@/lib/webhooks/call/request-record';
import { timeOfId } from './calls/first-id-after';
import { nameTargets } from './calls/name-targets';
import { invocationRowSelect } from './calls/page-of-calls';
import type { InvocationDetail } from './dto';
import { toInvocationRow } from './list-invocations';
import { REFUSAL_QUOTA } from './policies/refusal-quota-policy';

/** The part of a body that the drawer shows; it says that there is more. */
const SHOWN_BODY_BYTES = 256 * 1024;

/**
 * One call in full: request, outcome and the message it became.
 * @throws {AppError} `not_found`.
 */
export async function readInvocation(
  user: SteppedUpUser,
  tokenId: string,
  invocationId: string,
): Promise<InvocationDetail> {
  const call = await db().invocation.findUnique({
    where: { tokenId_id: { tokenId, id: invocationId }, userId: user.id },
    select: {
      ...invocationRowSelect,
      bodySize: true,
      body: true,
      feedId: true,
      messageSeq: true,
    },
  });
  if (!call) throw missing(invocationId);
  const { bodySize, body, feedId, messageSeq, ...rest } = call;
  const { path, query, headers, notes = [] } = readRequestRecord(rest.request);
  const nameOf = await nameTargets(user, [rest]);
  const message = feedId && messageSeq ? await readMessage(user, feedId, messageSeq) : null;
  // A message with the same bytes as the request is stored once.
  const bytes = body ?? (bodySize > 0 && message ? Buffer.from(message.content) : null);
  return {
    ...toInvocationRow(rest, nameOf(rest)),
    requestId: rest.id,
    path,
    query,
    headers: Object.entries(headers),
    notes,
    body: bytes && readBody(bytes, bodySize),
    bodySize,
    message,
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The answer looks only at the id itself, so that a missing call, somebody else's and another token's look the same.
 */
function missing(id: string): AppError {
  const days = env().RETENTION_INVOCATION_DAYS;
  const isOver = days > 0 && id[14] === '7' && timeOfId(id).getTime() < Date.now() - days * DAY_MS;
  if (!isOver) return notFound('call');
  return new AppError('not_found', `Calls are kept for ${days} days, and the call with this id came before.`);
}

async function readMessage(user: SteppedUpUser, feedId: number, seq: bigint) {
  const message = await db().message.findFirst({
    where: { feedId, seq, senderId: user.id },
    select: { content: true },
  });
  const feed = await db().feed.findUnique({
    where: { id: feedId },
    select: {
      channel: { select: { uniqueName: true } },
      bot: { select: { uniqueName: true, name: true } },
      extension: { select: { name: true } },
    },
  });
  // Messages of a deleted bot or extension may still be on their way out.
  if (!message || !feed) return null;
  const { channel, bot } = feed;
  return {
    content: message.content,
    feedName: channel ? `#${channel.uniqueName}` : (bot?.name ?? feed.extension?.name ?? ''),
    feedHref: channel ? `/channels/${channel.uniqueName}` : bot ? `/bots/${bot.uniqueName}` : null,
  };
}

function readBody(bytes: Uint8Array, size: number): NonNullable<InvocationDetail['body']> {
  const shown = bytes.subarray(0, SHOWN_BODY_BYTES);
  const isBeginning = bytes.length === REFUSAL_QUOTA.bodyBytes && size > bytes.length;
  const cut = bytes.length > shown.length || isBeginning;
  try {
    // `stream` keeps a character that was cut in two from counting as broken.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(shown, { stream: cut });
    return { text, size, cut, binary: text.includes('\0') };
  } catch {
    return { text: Buffer.from(shown).toString('latin1'), size, cut, binary: true };
  }
}
