import { Page } from '@/components/ui/page';
import { PageSkeleton } from '@/components/ui/page-skeleton';

/** Beside the tools, which stay. */
export default function Loading() {
  return (
    <Page>
      <PageSkeleton />
    </Page>
  );
}
