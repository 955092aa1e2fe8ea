import 'server-only';

/** Which links can still be used at that time: not for deactivated people, nor from who is no administrator any more. */
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
