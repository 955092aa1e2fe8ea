import 'server-only';

/** Which links can still be used at that time; those of deactivated people cannot. */
export function openResetLinks(now: Date) {
  return { usedAt: null, revokedAt: null, expiresAt: { gt: now }, user: { deactivatedAt: null } };
}
