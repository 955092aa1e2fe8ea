import { AfterAMoment } from '@/components/ui/after-a-moment';
import { Page } from '@/components/ui/page';
import { PageSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <AfterAMoment>
      <Page>
        <PageSkeleton />
      </Page>
    </AfterAMoment>
  );
}
