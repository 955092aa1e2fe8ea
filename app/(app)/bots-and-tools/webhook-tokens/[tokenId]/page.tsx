import type { Metadata } from 'next';
import { cache } from 'react';
import { addressed, found } from '@/app/found';
import { titleOf } from '@/app/title-of';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
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
  return (
    <StepUpCover given={given} email={user.email}>
      {given && (
        <Page>
          <UsageHistory
            initialFacts={await factsAt(user, params)}
            session={<StepUpCountdown given={given} />}
          />
        </Page>
      )}
    </StepUpCover>
  );
}

async function factsAt(user: SignedInUser, params: UsagePageProps['params']) {
  const { tokenId } = await addressed(tokenParamsSchema, params);
  return found(factsOf(user, tokenId));
}
