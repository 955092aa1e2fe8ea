import 'server-only';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import type { ResetLinkFacts } from './dto';
import { openResetLinks } from './open-reset-links';
import { resetCodeHash } from './reset-code';

/** What a link's holder may do; null when the link cannot be used (any more). */
export async function findResetLink(code: string): Promise<ResetLinkFacts | null> {
  const link = await db().resetLink.findFirst({
    where: { tokenHash: resetCodeHash(code), ...openResetLinks(await databaseNow()) },
    select: {
      resetsPassword: true,
      resetsSecondFactors: true,
      disablesTokens: true,
      user: { select: { email: true } },
    },
  });
  if (!link) return null;
  const { user, ...facts } = link;
  return { ...facts, email: user.email };
}
