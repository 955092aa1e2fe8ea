import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { TokenRow } from './dto';
import { tokenRowSelect, toTokenRow } from './token-row';

/** The user's tokens, newest first. */
export async function listTokens(user: SteppedUpUser): Promise<TokenRow[]> {
  const tokens = await db().webhookToken.findMany({
    where: { userId: user.id },
    orderBy: { id: 'desc' },
    select: tokenRowSelect,
  });
  return tokens.map(toTokenRow);
}
