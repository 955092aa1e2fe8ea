import { dayKey, daysBefore, longDay } from '@/components/ui/text/time';

/** "Today", "Yesterday", "Monday 3 March", with the year when it is another one. */
export function dayLabel(at: Date, now: Date, timeZone: string): string {
  const days = daysBefore(at, now, timeZone);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const isAnotherYear = dayKey(at, timeZone).slice(0, 4) !== dayKey(now, timeZone).slice(0, 4);
  return longDay(at, timeZone, isAnotherYear);
}
