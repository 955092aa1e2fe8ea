import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
import { StepUpGate } from '@/components/step-up/step-up-gate';
import { Page } from '@/components/ui/page';
import { UsageHistory } from '@/components/webhook-tokens/usage-history';
import { requireUser } from '@/lib/auth/current-user';
import { isAppError } from '@/lib/errors';
import { openStepUp } from '@/lib/step-up/open-step-up';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { tokenParamsSchema } from '@/lib/webhook-tokens/schema';
import { tokenFacts } from '@/lib/webhook-tokens/token-facts';

export const metadata: Metadata = { title: 'Usage history' };

type UsagePageProps = { params: Promise<{ tokenId: string }> };

export default async function UsagePage({ params }: UsagePageProps) {
  const user = await requireUser();
  const given = openStepUp(user);
  if (!given) return <StepUpGate email={user.email} />;
  const parsed = tokenParamsSchema.safeParse(await params);
  if (!parsed.success) notFound();
  const facts = await tokenFacts(requireStepUp(user), parsed.data.tokenId).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'not_found') notFound();
    throw error;
  });
  return (
    <StepUpCover given={given} email={user.email}>
      <Page>
        <UsageHistory initialFacts={facts} session={<StepUpCountdown given={given} />} />
      </Page>
    </StepUpCover>
  );
}
