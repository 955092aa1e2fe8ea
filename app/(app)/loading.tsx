import { Page } from '@/components/ui/page';
import { PageSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <Page>
      <PageSkeleton />
    </Page>
  );
}
