import { Page } from '@/components/ui/page';
import { TokenListSkeleton } from '@/components/webhook-tokens/token-list-skeleton';

export default function Loading() {
  return (
    <Page>
      <TokenListSkeleton />
    </Page>
  );
}
