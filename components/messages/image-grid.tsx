'use client';

import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { lazyPart } from '@/components/ui/lazy-part';
import { MessageImage } from './message-image';

const Lightbox = lazyPart(() => import('./lightbox').then((file) => file.Lightbox));

type ImageGridProps = {
  pictures: { url: string; alt: string }[];
  /** A single one that is small beside a title. */
  thumbnail?: boolean;
};

/** More pictures than this are counted on the last tile. */
const MOST_TILES = 9;

/** One picture as it is, several as tiles; each opens large, with the others beside it. */
export function ImageGrid({ pictures, thumbnail }: ImageGridProps) {
  const [shown, setShown] = useState<number | null>(null);
  const [only] = pictures;
  const tiles = pictures.slice(0, MOST_TILES);
  const leftOut = pictures.length - tiles.length;
  return (
    <>
      {only && pictures.length === 1 ? (
        <MessageImage {...only} fit={thumbnail ? 'thumbnail' : 'whole'} onOpen={() => setShown(0)} />
      ) : (
        <ul className={cn('grid w-full gap-1.5', columns(tiles.length))}>
          {tiles.map((picture, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one picture may come twice.
            <li key={index} className="relative aspect-4/3 min-w-0">
              <MessageImage {...picture} fit="tile" onOpen={() => setShown(index)} />
              {leftOut > 0 && index === tiles.length - 1 && (
                <span className="pointer-events-none absolute right-2 bottom-2 rounded-full bg-text px-2 py-0.5 font-medium text-surface text-xs">
                  {leftOut} more
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {shown !== null && (
        <Lightbox pictures={pictures} index={shown} onIndex={setShown} onClose={() => setShown(null)} />
      )}
    </>
  );
}

function columns(count: number): string {
  return count === 2 || count === 4 ? 'max-w-110 grid-cols-2' : 'max-w-160 grid-cols-2 sm:grid-cols-3';
}
