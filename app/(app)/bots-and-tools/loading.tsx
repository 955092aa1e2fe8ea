import { AfterAMoment } from '@/components/ui/page/after-a-moment';
import { Page } from '@/components/ui/page/page';
import { PageSkeleton } from '@/components/ui/page/page-skeleton';

/** Beside the tools, which stay. */
export default function Loading() {
  return (
    <AfterAMoment>
      <Page>
        <PageSkeleton />
      </Page>
    </AfterAMoment>
  );
}
