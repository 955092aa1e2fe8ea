import { present } from '@/components/ui/text/server-clock';
import { dayLabel } from './day-label';

/** The line between two days, with the day in its middle. */
export function DayDivider({ at, timeZone }: { at: Date; timeZone: string }) {
  return (
    <div className="mt-3 flex h-9 items-center gap-3 px-4 sm:px-6">
      <span aria-hidden className="h-px flex-1 bg-border" />
      <time
        dateTime={at.toISOString().slice(0, 10)}
        suppressHydrationWarning
        className="font-medium text-text-muted text-xs"
      >
        {dayLabel(at, present(), timeZone)}
      </time>
      <span aria-hidden className="h-px flex-1 bg-border" />
    </div>
  );
}

/** Before the first message the reader has not seen. */
export function UnreadDivider() {
  return (
    <div className="flex items-center gap-3 px-4 pt-2 sm:px-6">
      <span aria-hidden className="h-px flex-1 bg-danger" />
      <span className="font-medium text-danger-text text-xs">New</span>
    </div>
  );
}
