import { AfterAMoment } from '@/components/ui/after-a-moment';
import { PageSkeleton } from '@/components/ui/page-skeleton';

export default function Loading() {
  return (
    <AfterAMoment>
      <PageSkeleton />
    </AfterAMoment>
  );
}
