import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { readRequestRecord } from '@/lib/webhooks/call/request-record';
import type { TokenFacts } from './dto';
import { tokenRowSelect, toTokenRow } from './token/row';

/**
 * One token, and the address of its last call.
 * @throws {AppError} `not_found`.
 */
export async function tokenFacts(user: SteppedUpUser, tokenId: string): Promise<TokenFacts> {
  const token = await db().webhookToken.findUnique({
    where: { id: tokenId, userId: user.id },
    select: tokenRowSelect,
  });
  if (!token) throw notFound('token');
  const last = await db().invocation.findFirst({
    // By the token alone, for the reason given in page-of-calls.ts.
    where: { tokenId },
    orderBy: { id: 'desc' },
    select: { request: true },
  });
  return {
    ...toTokenRow(token),
    lastSourceAddress: (last && readRequestRecord(last.request).sourceAddress) || null,
  };
}
