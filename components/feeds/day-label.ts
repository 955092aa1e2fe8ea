import { dayKey, longDay } from '@/components/ui/time';

/** "Today", "Yesterday", "Monday 3 March", with the year when it is another one. */
export function dayLabel(at: Date, now: Date, timeZone: string): string {
  const name = dayKey(at, timeZone);
  const today = dayKey(now, timeZone);
  if (name === today) return 'Today';
  if (name === dayKey(new Date(now.getTime() - 24 * 60 * 60 * 1000), timeZone)) return 'Yesterday';
  return longDay(at, timeZone, name.slice(0, 4) !== today.slice(0, 4));
}
