import type { Metadata } from 'next';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
import { StepUpGate } from '@/components/step-up/step-up-gate';
import { Page } from '@/components/ui/page';
import { TokenList } from '@/components/webhook-tokens/token-list';
import { requireUser } from '@/lib/auth/current-user';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { stepUpEndsAt } from '@/lib/step-up/step-up-policy';
import { listTokens } from '@/lib/webhook-tokens/list-tokens';

export const metadata: Metadata = { title: 'Webhook Tokens' };

export default async function WebhookTokensPage() {
  const user = await requireUser();
  const endsAt = stepUpEndsAt(user.session.stepUpVerifiedAt, new Date());
  if (!endsAt) return <StepUpGate email={user.email} />;
  return (
    <StepUpCover endsAt={endsAt.toISOString()} email={user.email}>
      <Page>
        <TokenList
          initialTokens={await listTokens(requireStepUp(user))}
          session={<StepUpCountdown endsAt={endsAt.toISOString()} />}
        />
      </Page>
    </StepUpCover>
  );
}
