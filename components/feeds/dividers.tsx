import { dayLabel } from './day-label';

/** The line between two days; its label stays in view while the day, its parent, scrolls by. */
export function DayDivider({ at, timeZone }: { at: Date; timeZone: string }) {
  return (
    <>
      <span aria-hidden className="mx-4 block h-px translate-y-5.5 bg-border sm:mx-6" />
      <div className="pointer-events-none sticky top-0 z-10 flex h-11 items-center justify-center">
        <time
          dateTime={at.toISOString().slice(0, 10)}
          suppressHydrationWarning
          className="rounded-full border bg-surface-raised px-2.5 py-0.5 font-medium text-text-muted text-xs"
        >
          {dayLabel(at, new Date(), timeZone)}
        </time>
      </div>
    </>
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
