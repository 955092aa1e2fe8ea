'use client';

import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { linkDestination } from '@/lib/messages/safe-url';
import { MessageLink } from './inline-markup';

type MessageImageProps = { url: string; alt: string; className?: string };

/** A picture from elsewhere: fetched late, by the reader's browser, which is not told to say where from. */
export function MessageImage({ url, alt, className }: MessageImageProps) {
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <span className="inline-flex max-w-full items-center gap-2 rounded border border-dashed px-3 py-2 text-sm text-text-muted">
        <ImageOff aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 truncate">
          No picture from <MessageLink href={url}>{linkDestination(url)}</MessageLink>
        </span>
      </span>
    );
  }
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      className="inline-block max-w-full rounded"
    >
      {/* biome-ignore lint/performance/noImgElement: the address is a sender's; the server must not fetch it. */}
      <img
        // One that failed before the page was alive sends no event any more.
        ref={(image) => {
          if (image?.complete && image.naturalWidth === 0 && image.currentSrc) setBroken(true);
        }}
        src={url}
        alt={alt}
        loading="lazy"
        decoding="async"
        referrerPolicy="no-referrer"
        onError={() => setBroken(true)}
        className={
          className ?? 'max-h-72 min-h-12 min-w-12 max-w-full rounded border bg-surface-sunken object-contain'
        }
      />
    </a>
  );
}
