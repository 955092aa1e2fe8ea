import 'server-only';
import { timeOrderedId } from '@/lib/db/ids';
import { databaseNow } from '@/lib/db/now';
import type { Transaction } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import type { IssuedResetLink } from './dto';
import { newResetCode, resetCodeHash } from './reset-code';
import { RESET_LINK_DURATION_MS } from './reset-link-policy';
import { revokeResetLinks } from './revoke-reset-links';
import type { NewResetLink } from './schema';

type Issuer =
  | { origin: 'ADMINISTRATOR'; issuedById: string }
  | { origin: 'COMMAND_LINE' | 'EMAIL'; issuedById: null };

/**
 * Makes a link for a person whose row the transaction holds; older links stop working. A link by e-mail ends only
 * others by e-mail, since any stranger can request one: it must not end an administrator's link.
 */
export async function insertResetLink(
  tx: Transaction,
  userId: string,
  wanted: NewResetLink,
  issuer: Issuer,
  at?: Date,
): Promise<IssuedResetLink> {
  const now = at ?? (await databaseNow(tx));
  await revokeResetLinks(tx, userId, now, issuer.origin === 'EMAIL' ? [{ origin: 'EMAIL' }] : undefined);
  const code = newResetCode();
  const expiresAt = new Date(now.getTime() + RESET_LINK_DURATION_MS);
  await tx.resetLink.create({
    data: {
      id: timeOrderedId(),
      tokenHash: resetCodeHash(code),
      userId,
      ...issuer,
      resetsPassword: wanted.password,
      resetsSecondFactors: wanted.secondFactors,
      disablesTokens: wanted.webhookTokens === 'disable',
      createdAt: now,
      expiresAt,
    },
    select: { id: true },
  });
  return { url: `${env().publicUrl.origin}/reset/${code}`, expiresAt: expiresAt.toISOString() };
}
