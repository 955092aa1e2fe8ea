'use client';

import { ImageOff } from 'lucide-react';
import { useEffect } from 'react';
import { cn } from '@/components/ui/cn';
import { linkDestination } from '@/lib/messages/markup/safe-url';
import { MessageLink } from '../markup/inline-markup';
import { usePicture } from './use-picture';

type MessageImageProps = {
  url: string;
  alt: string;
  /** `whole`: as it is, up to a height. `tile`, `thumbnail`: cut to fill its place. */
  fit: 'whole' | 'tile' | 'thumbnail';
  onOpen: () => void;
  /** Called when the picture cannot be loaded, so that the parent shows a line instead. */
  onBroken: () => void;
};

const frames = {
  whole: 'max-h-72 min-h-12 min-w-12 max-w-full object-contain',
  tile: 'size-full object-cover',
  thumbnail: 'size-14 object-cover',
};
/** The place held until it comes. */
const places = { whole: 'h-48 w-72', tile: '', thumbnail: '' };

/** A picture; a press shows it large. */
export function MessageImage({ url, alt, fit, onOpen, onBroken }: MessageImageProps) {
  const { state, picture } = usePicture(url);
  useEffect(() => {
    if (state === 'broken') onBroken();
  }, [state, onBroken]);
  if (state === 'broken') return null;
  return (
    <button
      type="button"
      aria-label={`Show picture: ${alt}`}
      aria-haspopup="dialog"
      onClick={onOpen}
      className={cn(
        'block max-w-full shrink-0 cursor-zoom-in overflow-hidden rounded border bg-surface-sunken',
        fit === 'tile' ? 'size-full' : 'w-fit',
      )}
    >
      {/* biome-ignore lint/performance/noImgElement: it comes through lib/pictures, as it is. */}
      <img
        {...picture}
        alt={alt}
        className={cn(frames[fit], state === 'loading' && places[fit], 'bg-surface-sunken')}
      />
    </button>
  );
}

/** A small line in place of a picture that cannot be loaded: what it would show, and where from. */
export function NoPicture({ url, alt }: { url: string; alt: string }) {
  const isOurs = url.startsWith('/');
  return (
    <p className="flex w-full min-w-0 max-w-full items-center gap-1.5 text-text-muted text-xs">
      <ImageOff aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 truncate" title={alt}>
        {isOurs ? (
          <>The picture {alt} could not be loaded</>
        ) : (
          <>
            No picture from <MessageLink href={url}>{linkDestination(url)}</MessageLink>
          </>
        )}
      </span>
    </p>
  );
}
