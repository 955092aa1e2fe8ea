/** "Today", "Yesterday", "Monday, 3 March", with the year when it is another one. */
export function dayLabel(at: Date, now: Date, timeZone: string): string {
  const day = (date: Date) => date.toLocaleDateString('en-CA', { timeZone });
  const name = day(at);
  if (name === day(now)) return 'Today';
  if (name === day(new Date(now.getTime() - 24 * 60 * 60 * 1000))) return 'Yesterday';
  const year = name.slice(0, 4) === day(now).slice(0, 4) ? undefined : 'numeric';
  return at.toLocaleDateString('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long', year });
}

/** "14:02", as the reader's zone has it. */
export function clockTime(at: Date, timeZone: string): string {
  return at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
}
