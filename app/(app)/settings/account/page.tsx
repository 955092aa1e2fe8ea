import type { Metadata } from 'next';
import { AccountCards } from '@/components/settings/account-cards';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
import { StepUpGate } from '@/components/step-up/step-up-gate';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/current-user';
import { stepUpEndsAt } from '@/lib/step-up/step-up-policy';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const user = await requireUser();
  const endsAt = stepUpEndsAt(user.session.stepUpVerifiedAt, new Date())?.toISOString();
  if (!endsAt) {
    return (
      <StepUpGate
        email={user.email}
        reason="Your name and password are changed here, so we check that it is really you. This lasts 15 minutes."
      />
    );
  }
  return (
    <StepUpCover endsAt={endsAt} email={user.email}>
      <PageHeader
        title="Account"
        description="Your name, as others see it, and your password."
        aside={<StepUpCountdown endsAt={endsAt} />}
      />
      <AccountCards name={user.name} email={user.email} />
    </StepUpCover>
  );
}
