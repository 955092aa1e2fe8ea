import { PageSkeleton } from '@/components/ui/page-skeleton';

export { PageSkeleton as default };
