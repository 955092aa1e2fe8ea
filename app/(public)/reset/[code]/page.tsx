import type { Metadata } from 'next';
import { AuthCard } from '@/components/auth/auth-card';
import { ResetForm } from '@/components/auth/reset-form';
import { ButtonLink } from '@/components/ui/button-link';
import type { ResetLinkFacts } from '@/lib/reset-links/dto';
import { findResetLink } from '@/lib/reset-links/find-reset-link';

export const metadata: Metadata = { title: 'Get back in' };

export default async function ResetPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const link = await findResetLink(code);
  if (!link) {
    return (
      <AuthCard
        title="This link cannot be used"
        description="It was used, replaced by a newer one, or is older than 24 hours. Ask for a new one."
      >
        <ButtonLink href="/sign-in" className="w-full">
          Go to sign-in
        </ButtonLink>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={titleOf(link)} description={`For ${link.email}. ${whatFollows(link)}`}>
      <ResetForm code={code} link={link} />
    </AuthCard>
  );
}

function titleOf({ resetsPassword, resetsSecondFactors }: ResetLinkFacts): string {
  if (!resetsSecondFactors) return 'Choose a new password';
  return resetsPassword ? 'Get back into your account' : 'Remove your lost second factors';
}

function whatFollows({ resetsPassword, resetsSecondFactors, disablesTokens }: ResetLinkFacts): string {
  const sentences = [
    resetsSecondFactors &&
      'Your passkeys, authenticator app and recovery codes stop working; after signing in with your password you add new ones.',
    resetsPassword && !resetsSecondFactors && 'Your passkeys and other second factors stay as they are.',
    'You will be signed out everywhere.',
    disablesTokens && 'Your webhook tokens will be switched off; you can switch them on again afterwards.',
  ];
  return sentences.filter(Boolean).join(' ');
}
