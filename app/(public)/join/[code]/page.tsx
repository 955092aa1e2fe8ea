import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/components/auth/auth-card';
import { JoinForm } from '@/components/auth/join-form';
import { ButtonLink } from '@/components/ui/button-link';
import { findInvitation } from '@/lib/accounts/find-invitation';
import { currentUser } from '@/lib/auth/current-user';

export const metadata: Metadata = { title: 'Join' };

export default async function JoinPage({ params }: { params: Promise<{ code: string }> }) {
  if (await currentUser()) redirect('/');
  const { code } = await params;
  const invitation = await findInvitation(code);
  if (!invitation) {
    return (
      <AuthCard
        title="This invitation cannot be used"
        description="It was used, revoked or is older than seven days. Ask an administrator for a new one."
      >
        <ButtonLink href="/sign-in" className="w-full">
          Sign in instead
        </ButtonLink>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title={`Join ${invitation.organizationName}`}
      description={`${invitation.invitedBy} invited you. Create your account.`}
    >
      <JoinForm code={code} email={invitation.email} />
    </AuthCard>
  );
}
