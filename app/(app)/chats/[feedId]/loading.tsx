import { FeedSkeleton } from '@/components/feeds/feed-skeleton';
import { AfterAMoment } from '@/components/ui/page/after-a-moment';

export default function Loading() {
  return (
    <AfterAMoment>
      <FeedSkeleton />
    </AfterAMoment>
  );
}
