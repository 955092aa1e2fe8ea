'use client';

import { useSyncExternalStore } from 'react';
import { present } from './server-clock';
import { exactTime, relativeTime } from './time';

type RelativeTimeProps = {
  at: string | Date;
  className?: string;
  /** What is around it tells the exact time. */
  untitled?: boolean;
};

const TICK_MS = 30_000;

function subscribe(onTick: () => void) {
  const timer = setInterval(onTick, TICK_MS);
  return () => clearInterval(timer);
}
// One answer per tick, the same for every part of a render.
const now = () => Math.floor(present().getTime() / TICK_MS);
const onServer = () => 0;

/** "2 minutes ago", kept true while the page is open; the exact time of the reader's place on hover. */
export function RelativeTime({ at, className, untitled = false }: RelativeTimeProps) {
  const tick = useSyncExternalStore(subscribe, now, onServer);
  const date = new Date(at);
  const onClient = tick > 0;
  return (
    <time
      dateTime={date.toISOString()}
      title={onClient && !untitled ? exactTime(date) : undefined}
      className={className}
      suppressHydrationWarning
    >
      {relativeTime(date, present(), onClient ? undefined : 'UTC')}
    </time>
  );
}
