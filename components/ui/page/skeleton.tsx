import { cn } from '../cn';

/** A place held while its content comes. Give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('motion-breathe rounded-sm bg-surface-hover', className)} />;
}
