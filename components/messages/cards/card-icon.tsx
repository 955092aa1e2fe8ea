'use client';

import { usePicture } from '../pictures/use-picture';

/** A small picture before a card's title; nothing when it cannot be loaded. */
export function CardIcon({ url }: { url: string }) {
  const { state, picture } = usePicture(url);
  if (state === 'broken') return null;
  return (
    // biome-ignore lint/performance/noImgElement: it comes through lib/pictures, as it is.
    <img {...picture} alt="" className="size-5 shrink-0 rounded-sm object-cover" />
  );
}
