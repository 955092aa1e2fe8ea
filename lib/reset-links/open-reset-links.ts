import 'server-only';
import { isAhead } from '@/lib/instants';
import { RESET_LINK_DURATION_MS } from './reset-link-policy';

/** Links that can be used at that time: not those for deactivated people, nor those of former administrators. */
export function openResetLinks(now: Date) {
  const administrator = { deactivatedAt: null, role: 'ADMINISTRATOR' as const };
  return {
    usedAt: null,
    revokedAt: null,
    expiresAt: isAhead(now, RESET_LINK_DURATION_MS),
    user: { deactivatedAt: null },
    OR: [{ issuedById: null }, { issuedBy: administrator }],
  };
}
