import type { Metadata } from 'next';
import { SecurityMethods } from '@/components/settings/security-methods';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
import { StepUpGate } from '@/components/step-up/step-up-gate';
import { PageHeader } from '@/components/ui/page/page-header';
import { requireUser } from '@/lib/auth/current-user';
import { securityOverview } from '@/lib/second-factors/security-overview';
import { openStepUp } from '@/lib/step-up/open-step-up';
import { requireStepUp } from '@/lib/step-up/require-step-up';

export const metadata: Metadata = { title: 'Security' };

export default async function SecurityPage() {
  const user = await requireUser();
  const given = openStepUp(user);
  if (!given) {
    return (
      <StepUpGate
        email={user.email}
        reason="These methods guard your webhook tokens, so we check that it is really you. This lasts 15 minutes."
      />
    );
  }
  return (
    <StepUpCover given={given} email={user.email}>
      <PageHeader
        title="Security"
        description="How you verify your identity before Webhook Tokens opens."
        aside={<StepUpCountdown given={given} />}
      />
      <SecurityMethods overview={await securityOverview(requireStepUp(user))} email={user.email} />
    </StepUpCover>
  );
}
