import { Skeleton } from '@/components/ui/page/skeleton';

/** The place of the choices: two fields and what follows from them. */
export function ChoicesWaiting({ label }: { label: string }) {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-15.5" />
      <Skeleton className="h-15.5" />
      <TargetsWaiting label={label} />
    </div>
  );
}

/** The place of a target and its endpoints. */
export function TargetsWaiting({ label }: { label: string }) {
  return (
    <div role="status" className="flex flex-col gap-1.5">
      <span className="font-medium text-sm">{label}</span>
      <span className="sr-only">Loading</span>
      <Skeleton className="h-9" />
      <Skeleton className="mt-2.5 h-40" />
    </div>
  );
}
