import type { Metadata } from 'next';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
import { Page } from '@/components/ui/page/page';
import { TokenList } from '@/components/webhook-tokens/token-list';
import { requireUser } from '@/lib/auth/current-user';
import { openStepUp } from '@/lib/step-up/open-step-up';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { listTokens } from '@/lib/webhook-tokens/list-tokens';

export const metadata: Metadata = { title: 'Webhook Tokens' };

export default async function WebhookTokensPage() {
  const user = await requireUser();
  const given = openStepUp(user);
  return (
    <StepUpCover given={given} email={user.email}>
      {given && (
        <Page>
          <TokenList
            initialTokens={await listTokens(requireStepUp(user))}
            session={<StepUpCountdown given={given} />}
          />
        </Page>
      )}
    </StepUpCover>
  );
}
