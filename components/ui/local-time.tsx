'use client';

import { useSyncExternalStore } from 'react';
import { present } from './server-clock';
import { exactTime } from './time';

const never = () => () => {};
const DAY_MS = 24 * 60 * 60 * 1000;

/** The time of day in the reader's zone, with the date when it is not today's; the exact time on hover. */
export function LocalTime({ at }: { at: string }) {
  const onClient = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const date = new Date(at);
  // The server does not know the zone; an unseen stand-in keeps the width.
  if (!onClient) return <time dateTime={at}>{at.slice(11, 19)}</time>;
  const now = present();
  const recent = now.getTime() - date.getTime() < DAY_MS && date.getDate() === now.getDate();
  const time = date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
  return (
    <time dateTime={at} title={exactTime(date)}>
      {recent ? time : `${day}, ${time}`}
    </time>
  );
}

/** Hours and minutes in the reader's zone, with the date when it is not today's. */
export function LocalHour({ at }: { at: string }) {
  const onClient = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const date = new Date(at);
  if (!onClient) return <time dateTime={at}>{at.slice(11, 16)}</time>;
  const time = date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  const day = date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
  const isToday = date.toDateString() === new Date().toDateString();
  return (
    <time dateTime={at} title={exactTime(date)}>
      {isToday ? time : `${day}, ${time}`}
    </time>
  );
}
