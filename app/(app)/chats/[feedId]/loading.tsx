import { FeedSkeleton } from '@/components/feeds/feed-skeleton';

export default FeedSkeleton;
