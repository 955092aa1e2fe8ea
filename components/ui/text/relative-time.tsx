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

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all of them: a page may have a hundred. */
function subscribe(onTick: () => void) {
  timer ??= setInterval(() => {
    for (const listener of listeners) listener();
  }, TICK_MS);
  listeners.add(onTick);
  return () => {
    listeners.delete(onTick);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
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
