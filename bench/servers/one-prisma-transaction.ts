import { db, type Transaction } from '@/lib/db/prisma';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import { channelNameOf } from '@/lib/webhooks/accept/target';
import type { Verdict } from '@/lib/webhooks/accept/verdict';
import { refused, stored } from './verdicts';

/** Calls of one token wait for each other. */
const PATIENCE = { maxWait: 30_000, timeout: 30_000 };

/** A channel message as most applications would store it: one interactive transaction per call. Tells no listeners. */
export function onePrismaTransaction(call: Acceptance): Promise<Verdict> {
  return db().$transaction(async (tx) => {
    const token = await lockToken(tx, call.tokenHash);
    if (!token?.enabled || !token.owner_active) return refused('authtoken_invalid');
    const channel = await tx.channel.findUnique({
      where: { uniqueName: channelNameOf(call.target) ?? '' },
      select: { feedId: true },
    });
    if (!channel) return refused('channel_not_exists');
    const { feedId } = channel;
    const member = await tx.feedMember.findUnique({
      where: { feedId_userId: { feedId, userId: token.user_id } },
      select: { feedId: true },
    });
    if (!member) return refused('access_denied');
    const sentAt = new Date();
    const { lastSeq: seq } = await tx.feed.update({
      where: { id: feedId },
      data: { lastSeq: { increment: 1 } },
      select: { lastSeq: true },
    });
    await tx.message.createMany({
      data: {
        feedId,
        seq,
        sentAt,
        senderId: token.user_id,
        tokenId: token.id,
        via: token.name,
        content: call.content ?? '',
      },
    });
    await tx.invocation.createMany({ data: invocationOf(call, token, { feedId, seq }) });
    await tx.webhookToken.update({
      where: { id: token.id },
      data: { invocations: { increment: 1 }, lastInvokedAt: call.receivedAt },
      select: { id: true },
    });
    return stored({ userId: token.user_id, feedId, seq: Number(seq), sentAtMs: sentAt.getTime() });
  }, PATIENCE);
}

type Token = { id: string; user_id: string; name: string; enabled: boolean; owner_active: boolean };

async function lockToken(tx: Transaction, hash: Buffer): Promise<Token | undefined> {
  const [token] = await tx.$queryRaw<Token[]>`
    SELECT id, user_id, name, enabled, owner_active FROM webhook_token
    WHERE secret_hash = ${hash} FOR NO KEY UPDATE`;
  return token;
}

function invocationOf(call: Acceptance, token: Token, message: { feedId: number; seq: bigint }) {
  return {
    id: call.invocationId,
    tokenId: token.id,
    userId: token.user_id,
    receivedAt: call.receivedAt,
    durationUs: Math.round((performance.now() - call.startedAtMs) * 1_000),
    endpoint: call.endpoint,
    target: call.shownTarget,
    status: call.successStatus,
    outcome: 'accepted',
    request: call.request,
    bodySize: call.bodySize,
    body: call.body && new Uint8Array(call.body),
    feedId: message.feedId,
    messageSeq: message.seq,
  };
}
