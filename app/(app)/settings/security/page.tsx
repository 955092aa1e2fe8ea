import type { Metadata } from 'next';
import { SecurityMethods } from '@/components/settings/security-methods';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
import { StepUpGate } from '@/components/step-up/step-up-gate';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/current-user';
import { securityOverview } from '@/lib/second-factors/security-overview';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { stepUpEndsAt } from '@/lib/step-up/step-up-policy';

export const metadata: Metadata = { title: 'Security' };

export default async function SecurityPage() {
  const user = await requireUser();
  const endsAt = stepUpEndsAt(user.session.stepUpVerifiedAt, new Date())?.toISOString();
  if (!endsAt) {
    return (
      <StepUpGate
        email={user.email}
        reason="These methods guard your webhook tokens, so we check that it is really you. This lasts 15 minutes."
      />
    );
  }
  return (
    <StepUpCover endsAt={endsAt} email={user.email}>
      <PageHeader
        title="Security"
        description="How you verify your identity before Webhook Tokens opens."
        aside={<StepUpCountdown endsAt={endsAt} />}
      />
      <SecurityMethods overview={await securityOverview(requireStepUp(user))} email={user.email} />
    </StepUpCover>
  );
}
