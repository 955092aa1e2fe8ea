'use client';

import { useState } from 'react';
import { cn } from './cn';
import { hueOf, initialsOf } from './initials';
import { useReturns } from './requests/connection';

type AvatarProps = {
  /** Whose it is: a person's or a bot's id; for what has none, its name. Decides the colour. */
  of: string;
  name: string;
  imageUrl?: string | null;
  size?: 'sm' | 'md' | 'lg';
  className?: string;
};

const sizes = { sm: 'size-5 text-[10px]', md: 'size-8 text-xs', lg: 'size-10 text-base' };
// Written out so that Tailwind finds them.
const hues = [
  'avatar-hue-0',
  'avatar-hue-1',
  'avatar-hue-2',
  'avatar-hue-3',
  'avatar-hue-4',
  'avatar-hue-5',
  'avatar-hue-6',
  'avatar-hue-7',
];

/** A picture, or, without one or when it cannot be had, the initials on a colour of its own. Decorative: the name stands beside it. */
export function Avatar({ of, name, imageUrl, size = 'md', className }: AvatarProps) {
  const returns = useReturns();
  /** The attempt that failed. Another picture is another attempt, and so is the same one once Postern answers again. */
  const [broken, setBroken] = useState<string | null>(null);
  const attempt = `${returns} ${imageUrl}`;
  const shape = cn(
    'inline-flex shrink-0 select-none items-center justify-center overflow-hidden rounded-sm',
    sizes[size],
    className,
  );
  if (imageUrl && attempt !== broken) {
    const fail = () => setBroken(attempt);
    return (
      // biome-ignore lint/performance/noImgElement: it comes through lib/pictures, as it is.
      <img
        // One that had failed before the page was alive sends no event any more.
        ref={(image) => {
          if (image?.complete && image.currentSrc && image.naturalWidth === 0) fail();
        }}
        src={imageUrl}
        alt=""
        onError={fail}
        className={cn(shape, 'object-cover')}
      />
    );
  }
  return (
    <span aria-hidden className={cn(shape, hues[hueOf(of)], 'font-semibold')}>
      {initialsOf(name)}
    </span>
  );
}
