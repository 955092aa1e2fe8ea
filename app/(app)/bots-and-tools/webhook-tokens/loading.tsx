import { AfterAMoment } from '@/components/ui/after-a-moment';
import { Page } from '@/components/ui/page';
import { TokenListSkeleton } from '@/components/webhook-tokens/token-list-skeleton';

export default function Loading() {
  return (
    <AfterAMoment>
      <Page>
        <TokenListSkeleton />
      </Page>
    </AfterAMoment>
  );
}
