import 'server-only';
import { actOnMember, requireActive } from '@/lib/accounts/user/act-on-member';
import { recordEvent } from '@/lib/audit/record-event';
import type { Administrator, SteppedUpUser } from '@/lib/auth/principals';
import type { IssuedResetLink } from './dto';
import { insertResetLink } from './insert-reset-link';
import type { NewResetLink } from './schema';

/**
 * Makes a link that lets a member sign in again, once, within 24 hours. Earlier links of that member stop working.
 * @throws {AppError} `not_found`, or `conflict` for a deactivated member.
 */
export async function issueResetLink(
  administrator: SteppedUpUser & Administrator,
  userId: string,
  wanted: NewResetLink,
): Promise<IssuedResetLink> {
  return actOnMember(administrator, userId, async (tx, member) => {
    requireActive(member);
    const issuer = { origin: 'ADMINISTRATOR', issuedById: administrator.id } as const;
    const link = await insertResetLink(tx, userId, wanted, issuer);
    await recordEvent(tx, administrator, 'member.issue_reset_link', userId, {
      resets: resetsInWords(wanted),
      webhookTokens: wanted.webhookTokens,
    });
    return link;
  });
}

function resetsInWords({ password, secondFactors }: NewResetLink): string {
  return [password && 'password', secondFactors && 'second factors'].filter(Boolean).join(', ');
}
