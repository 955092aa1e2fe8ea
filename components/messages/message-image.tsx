'use client';

import { ImageOff } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { linkDestination } from '@/lib/messages/safe-url';
import { MessageLink } from './inline-markup';
import { usePicture } from './use-picture';

type MessageImageProps = {
  url: string;
  alt: string;
  /** `whole`: as it is, up to a height. `tile`, `thumbnail`: cut to fill its place. */
  fit: 'whole' | 'tile' | 'thumbnail';
  onOpen: () => void;
};

const frames = {
  whole: 'max-h-72 min-h-12 min-w-12 max-w-full object-contain',
  tile: 'size-full object-cover',
  thumbnail: 'size-14 object-cover',
};
/** The place held until it comes. */
const places = { whole: 'h-48 w-72', tile: '', thumbnail: '' };

/** A picture from elsewhere; a press shows it large. One that cannot be loaded says where it would come from. */
export function MessageImage({ url, alt, fit, onOpen }: MessageImageProps) {
  const { state, picture } = usePicture(url);
  if (state === 'broken') return <NoPicture url={url} fit={fit} />;
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

function NoPicture({ url, fit }: Pick<MessageImageProps, 'url' | 'fit'>) {
  const icon = <ImageOff aria-hidden className="size-4 shrink-0" />;
  const text = (
    <>
      No picture from <MessageLink href={url}>{linkDestination(url)}</MessageLink>
    </>
  );
  const frame = 'rounded border border-dashed text-sm text-text-muted';
  if (fit === 'thumbnail') {
    return (
      <span
        title={`No picture from ${linkDestination(url)}`}
        className={cn(frame, 'flex size-14 shrink-0 items-center justify-center')}
      >
        {icon}
      </span>
    );
  }
  return fit === 'tile' ? (
    <span
      className={cn(frame, 'flex size-full flex-col items-center justify-center gap-1.5 overflow-hidden p-2')}
    >
      {icon}
      <span className="wrap-anywhere line-clamp-3 max-w-full text-center text-xs">{text}</span>
    </span>
  ) : (
    <span className={cn(frame, 'inline-flex max-w-full items-center gap-2 px-3 py-2')}>
      {icon}
      <span className="min-w-0 truncate">{text}</span>
    </span>
  );
}
