import { AfterAMoment } from '@/components/ui/page/after-a-moment';
import { PageSkeleton } from '@/components/ui/page/page-skeleton';

export default function Loading() {
  return (
    <AfterAMoment>
      <PageSkeleton />
    </AfterAMoment>
  );
}
