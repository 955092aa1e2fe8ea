'use client';

import { useState } from 'react';
import { cn } from './cn';

type AvatarProps = { name: string; imageUrl?: string | null; size?: 'sm' | 'md' | 'lg'; className?: string };

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

/** A picture, or, without one or when it cannot be had, the initials on the name's own colour. Decorative: the name stands beside it. */
export function Avatar({ name, imageUrl, size = 'md', className }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const shape = cn(
    'inline-flex shrink-0 select-none items-center justify-center overflow-hidden rounded-sm',
    sizes[size],
    className,
  );
  if (imageUrl && imageUrl !== broken) {
    const fail = () => setBroken(imageUrl);
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
    <span aria-hidden className={cn(shape, hues[hueOf(name)], 'font-semibold')}>
      {initials(name)}
    </span>
  );
}

function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum % hues.length;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}
