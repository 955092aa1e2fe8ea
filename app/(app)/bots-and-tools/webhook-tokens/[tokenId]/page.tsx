import type { Metadata } from 'next';
import { cache } from 'react';
import { addressed, found } from '@/app/found';
import { titleOf } from '@/app/title-of';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
import { StepUpGate } from '@/components/step-up/step-up-gate';
import { Page } from '@/components/ui/page/page';
import { UsageHistory } from '@/components/webhook-tokens/usage/usage-history';
import { requireUser } from '@/lib/auth/current-user';
import type { SignedInUser } from '@/lib/auth/principals';
import { openStepUp } from '@/lib/step-up/open-step-up';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { tokenParamsSchema } from '@/lib/webhook-tokens/schema';
import { tokenFacts } from '@/lib/webhook-tokens/token-facts';

// The title and the page share one query.
const factsOf = cache(async (user: SignedInUser, tokenId: string) =>
  tokenFacts(requireStepUp(user), tokenId),
);

type UsagePageProps = { params: Promise<{ tokenId: string }> };

/** Tokens have names only while the module is open. */
export async function generateMetadata({ params }: UsagePageProps): Promise<Metadata> {
  return titleOf('Usage history', async (user) => {
    const { tokenId } = tokenParamsSchema.parse(await params);
    return (await factsOf(user, tokenId)).name;
  });
}

export default async function UsagePage({ params }: UsagePageProps) {
  const user = await requireUser();
  const given = openStepUp(user);
  if (!given) return <StepUpGate email={user.email} />;
  const { tokenId } = await addressed(tokenParamsSchema, params);
  const facts = await found(factsOf(user, tokenId));
  return (
    <StepUpCover given={given} email={user.email}>
      <Page>
        <UsageHistory initialFacts={facts} session={<StepUpCountdown given={given} />} />
      </Page>
    </StepUpCover>
  );
}
