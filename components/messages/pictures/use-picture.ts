'use client';

import { useState } from 'react';
import { useReturns } from '@/components/ui/requests/connection';
import { messagePictureSrc } from '@/lib/pictures/picture-src-policy';
import { useMessagePlace } from '../message-place';

/**
 * Whether a picture has loaded. `picture` holds the props of its `<img>`, which loads lazily and from this server only. One that
 * is broken is loading again once Postern answers again. A foreign picture outside of a stored message, as in a test run, is not
 * loaded.
 */
export function usePicture(url: string) {
  const place = useMessagePlace();
  const src = url.startsWith('/') ? url : place && messagePictureSrc(place, url);
  const returns = useReturns();
  /** A number: broken, after so many returns. */
  const [kept, setKept] = useState<'loading' | 'shown' | number>('loading');
  const isBroken = !src || kept === returns;
  const state = isBroken ? 'broken' : kept === 'shown' ? 'shown' : 'loading';
  const picture = {
    src: src ?? undefined,
    // A picture that loaded or failed before hydration sends no event any more.
    ref: (image: HTMLImageElement | null) => {
      if (image?.complete && image.currentSrc) setKept(image.naturalWidth > 0 ? 'shown' : returns);
    },
    loading: 'lazy' as const,
    decoding: 'async' as const,
    onLoad: () => setKept('shown'),
    onError: () => setKept(returns),
  };
  return { state, picture };
}
