import { AfterAMoment } from '@/components/ui/page/after-a-moment';
import { Page } from '@/components/ui/page/page';
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
