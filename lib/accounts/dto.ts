/** The sign-in page's facts, which anybody may see. */
export type SignInFacts = { organizationName: string; oidcName: string | null };

/** A person as administrators see them. */
export type MemberRow = {
  id: string;
  name: string;
  email: string;
  role: 'ADMINISTRATOR' | 'MEMBER';
  active: boolean;
  joinedAt: string;
  /** Null when they have not signed in since sessions are recorded. */
  lastSeenAt: string | null;
  webhookTokens: number;
};

/** An open invitation. Its link is shown only when it is made. */
export type InvitationRow = {
  id: string;
  email: string | null;
  role: 'ADMINISTRATOR' | 'MEMBER';
  invitedBy: string;
  expiresAt: string;
};

/** What the page of an invitation link shows. */
export type InvitationFacts = { organizationName: string; invitedBy: string; email: string | null };

/** A signed-in browser of one's own. */
export type SessionRow = {
  id: string;
  device: string;
  sourceAddress: string | null;
  signedInAt: string;
  lastSeenAt: string;
  current: boolean;
};
