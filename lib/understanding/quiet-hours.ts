/** Browser-safe. */
type Hours = { timeZone: string; from: string; to: string };

export function isTimeZone(name: string): boolean {
  try {
    return name !== '' && clockOf(name) !== undefined;
  } catch {
    return false;
  }
}

/** Whether quiet hours hold now in their time zone: from `from` on, before `to`, possibly past midnight. */
export function isQuiet({ timeZone, from, to }: Hours, at: Date): boolean {
  const now = clockOf(timeZone).format(at);
  return from < to ? from <= now && now < to : now >= from || now < to;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}
