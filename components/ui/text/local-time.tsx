'use client';

import { useSyncExternalStore } from 'react';
import { present } from './server-clock';
import { clockSeconds, clockTime, dayKey, exactTime, shortDay } from './time';

type LocalTimeProps = {
  at: string;
  /** To the second (default), or to the minute. */
  to?: 'second' | 'minute';
};

/** The time of day in the reader's zone, with the date when it is not today's; the exact time on hover. */
export function LocalTime({ at, to = 'second' }: LocalTimeProps) {
  const today = useSyncExternalStore(subscribe, presentDay, () => null);
  // The server does not know the zone; an unseen stand-in keeps the width.
  if (today === null) return <time dateTime={at}>{at.slice(11, to === 'second' ? 19 : 16)}</time>;
  const date = new Date(at);
  const time = to === 'second' ? clockSeconds(date) : clockTime(date);
  return (
    <time dateTime={at} title={exactTime(date)}>
      {dayKey(date) === today ? time : `${shortDay(date)}, ${time}`}
    </time>
  );
}

const TICK_MS = 60_000;
const tellers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let day: { minute: number; key: string } | undefined;

/** One timer for all of them: a history has hundreds. */
function subscribe(tell: () => void) {
  tellers.add(tell);
  timer ??= setInterval(() => {
    for (const each of tellers) each();
  }, TICK_MS);
  return () => {
    tellers.delete(tell);
    if (tellers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function presentDay(): string {
  const now = present();
  const minute = Math.floor(now.getTime() / TICK_MS);
  if (day?.minute !== minute) day = { minute, key: dayKey(now) };
  return day.key;
}
