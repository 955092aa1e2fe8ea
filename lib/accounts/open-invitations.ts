import 'server-only';

/** Which invitations can still be used at that time: not taken, not revoked, not too old. */
export function openInvitations(now: Date) {
  return { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
}
