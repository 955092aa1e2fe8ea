import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { recentCalls } from './calls/recent-calls';
import type { ListedToken } from './dto';
import { tokenRowSelect, toTokenRow } from './token/row';

/** The user's tokens, newest first, each with its calls of the last days. */
export async function listTokens(user: SteppedUpUser): Promise<ListedToken[]> {
  const tokens = await db().webhookToken.findMany({
    where: { userId: user.id },
    orderBy: { id: 'desc' },
    select: tokenRowSelect,
  });
  const recent = await recentCalls(
    tokens.map(({ id }) => id),
    user.at,
  );
  return tokens.map((token) => ({ ...toTokenRow(token), recent: recent.get(token.id) ?? [] }));
}
