import 'server-only';

/** Links that can be used at that time: not those for deactivated people, nor those of former administrators. */
export function openResetLinks(now: Date) {
  const administrator = { deactivatedAt: null, role: 'ADMINISTRATOR' as const };
  return {
    usedAt: null,
    revokedAt: null,
    expiresAt: { gt: now },
    user: { deactivatedAt: null },
    OR: [{ issuedById: null }, { issuedBy: administrator }],
  };
}
