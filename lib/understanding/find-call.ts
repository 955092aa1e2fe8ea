import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { readMessage } from '@/lib/feeds/read-feed';
import type { ForeignCall } from '@/lib/providers/foreign-call';
import { firstIdAfter } from '@/lib/webhook-tokens/calls/first-id-after';
import { parseIncomingBody } from '@/lib/webhooks/body/parse-incoming';
import { readRequestRecord } from '@/lib/webhooks/call/request-record';
import type { EndpointName } from '@/lib/webhooks/endpoints/table';
import type { ManagedTarget } from './dto';
import { requireManagedTarget } from './require-managed-target';

/** The instants of a call and its message differ by the handling time and by the clocks of two machines. */
const AROUND_MS = 10 * 60_000;

const ENDPOINTS: Readonly<Record<ManagedTarget['kind'], EndpointName[]>> = {
  channel: ['channel_incoming', 'channel_incoming_by_id'],
  bot: ['bot_incoming'],
  extension: ['application_incoming'],
};

export type FoundCall = {
  target: ManagedTarget;
  call: ForeignCall;
  receivedAt: Date;
  /** Null when the token is somebody else's. */
  recorded: { tokenId: string; id: string } | null;
};

/**
 * The call to the target's incoming endpoint that a message was made of, with whoever's token, without credentials.
 * Its contents were sent for the message's readers; the rest of a history stays its owner's alone.
 * @throws {AppError} `not_found` unless the user reads the message and manages its target, and the call is still
 * kept.
 */
export async function findCall(user: SteppedUpUser, feedId: number, seq: number): Promise<FoundCall> {
  const target = await requireManagedTarget(user, feedId);
  const { sentAt } = await readMessage(user, feedId, seq);
  const message = await db().message.findFirst({
    where: { feedId, seq: BigInt(seq), sentAt },
    select: { tokenId: true },
  });
  if (!message?.tokenId) throw notFound('call');
  const [from, to] = [-AROUND_MS, AROUND_MS].map((ms) => firstIdAfter(new Date(sentAt.getTime() + ms)));
  // One call may make a message for each of several people, with numbers that follow its own.
  const [found] = await db().$queryRaw<Row[]>`
    select id, user_id as "userId", endpoint, request, body, received_at as "receivedAt" from invocation
    where token_id = ${message.tokenId}::uuid and id >= ${from}::uuid and id < ${to}::uuid
      and feed_id = ${feedId} and message_seq <= ${seq}
    order by message_seq desc limit 1`;
  if (!found || !ENDPOINTS[target.kind].includes(found.endpoint)) throw notFound('call');
  const { request, body, receivedAt, id, userId } = found;
  const recorded = userId === user.id ? { tokenId: message.tokenId, id } : null;
  const { method, headers, query } = readRequestRecord(request);
  const params = [...new URLSearchParams(query)];
  const read = await parseIncomingBody(body ?? new Uint8Array(), headers);
  return { target, call: { method, headers, params, body: read }, receivedAt, recorded };
}

type Row = {
  endpoint: EndpointName;
  id: string;
  userId: string;
  request: string;
  body: Uint8Array | null;
  receivedAt: Date;
};
