import type { Metadata } from 'next';
import { AccountCards } from '@/components/settings/account-cards';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
import { StepUpGate } from '@/components/step-up/step-up-gate';
import { PageHeader } from '@/components/ui/page/page-header';
import { requireUser } from '@/lib/auth/current-user';
import { openStepUp } from '@/lib/step-up/open-step-up';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const user = await requireUser();
  const given = openStepUp(user);
  if (!given) {
    return (
      <StepUpGate
        email={user.email}
        reason="Your name and password are changed here, so we check that it is really you. This lasts 15 minutes."
      />
    );
  }
  return (
    <StepUpCover given={given} email={user.email}>
      <PageHeader
        title="Account"
        description="Your name, as others see it, and your password."
        aside={<StepUpCountdown given={given} />}
      />
      <AccountCards name={user.name} email={user.email} />
    </StepUpCover>
  );
}
