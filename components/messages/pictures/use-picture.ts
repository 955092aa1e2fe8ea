'use client';

import { useState } from 'react';
import { messagePictureSrc } from '@/lib/pictures/picture-src-policy';
import { useMessagePlace } from '../message-place';

/**
 * Whether a picture has loaded. `picture` holds the props of its `<img>`, which loads lazily and from this server only. A
 * foreign picture outside of a stored message, as in a test run, is not loaded.
 */
export function usePicture(url: string) {
  const place = useMessagePlace();
  const src = url.startsWith('/') ? url : place && messagePictureSrc(place, url);
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>(src ? 'loading' : 'broken');
  const picture = {
    src: src ?? undefined,
    // A picture that loaded or failed before hydration sends no event any more.
    ref: (image: HTMLImageElement | null) => {
      if (image?.complete && image.currentSrc) setState(image.naturalWidth > 0 ? 'shown' : 'broken');
    },
    loading: 'lazy' as const,
    decoding: 'async' as const,
    onLoad: () => setState('shown'),
    onError: () => setState('broken'),
  };
  return { state, picture };
}
