'use client';

import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { useReturns } from '@/components/ui/requests/connection';
import { MessageImage, NoPicture } from './message-image';

const Lightbox = lazyPart(() => import('./lightbox').then((file) => file.Lightbox));

type ImageGridProps = {
  pictures: { url: string; alt: string }[];
  /** Shows a single picture small, beside a title. */
  thumbnail?: boolean;
};

/** More pictures than this are counted on the last tile. */
const MOST_TILES = 9;

/** One picture as it is, several as tiles; each opens large, with the others beside it. One that failed keeps a line, no room. */
export function ImageGrid({ pictures, thumbnail }: ImageGridProps) {
  const [shown, setShown] = useState<number | null>(null);
  const returns = useReturns();
  /** Broken pictures, with the count of reconnections at which each broke. */
  const [broken, setBroken] = useState<ReadonlyMap<number, number>>(new Map());
  const numbered = pictures.map((picture, index) => ({ ...picture, index }));
  const whole = numbered.filter(({ index }) => broken.get(index) !== returns);
  const tiles = whole.slice(0, MOST_TILES);
  const leftOut = whole.length - tiles.length;
  const picture = (index: number, fit: 'whole' | 'tile' | 'thumbnail') => (
    <MessageImage
      {...(pictures[index] as { url: string; alt: string })}
      fit={fit}
      onOpen={() => setShown(index)}
      onBroken={() => setBroken((before) => new Map(before).set(index, returns))}
    />
  );
  return (
    <>
      {pictures.length === 1 && whole.length === 1 && picture(0, thumbnail ? 'thumbnail' : 'whole')}
      {pictures.length > 1 && tiles.length > 0 && (
        <ul className={cn('grid w-full gap-1.5', columns(tiles.length))}>
          {tiles.map(({ index }, place) => (
            <li key={index} className="relative aspect-4/3 min-w-0">
              {picture(index, 'tile')}
              {leftOut > 0 && place === tiles.length - 1 && (
                <span className="pointer-events-none absolute right-2 bottom-2 rounded-full bg-text px-2 py-0.5 font-medium text-surface text-xs">
                  {leftOut} more
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {numbered
        .filter(({ index }) => broken.get(index) === returns)
        .map(({ index, url, alt }) => (
          <NoPicture key={index} url={url} alt={alt} />
        ))}
      {shown !== null && (
        <Lightbox pictures={pictures} index={shown} onIndex={setShown} onClose={() => setShown(null)} />
      )}
    </>
  );
}

function columns(count: number): string {
  return count === 2 || count === 4 ? 'max-w-110 grid-cols-2' : 'max-w-160 grid-cols-2 sm:grid-cols-3';
}
