import 'server-only';

type Invited = { email: string | null; role: 'ADMINISTRATOR' | 'MEMBER' };

/** For the audit trail: who can join by an invitation, and as what. */
export function invitedAs({ email, role }: Invited) {
  return { email: email ?? 'anybody', role };
}
