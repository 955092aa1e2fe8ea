'use client';

import { useState } from 'react';

/**
 * Whether a picture from elsewhere has come. `picture` is for its `<img>`: fetched late, by the reader's browser,
 * which does not say where it is shown.
 */
export function usePicture() {
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>('loading');
  const picture = {
    // One that was there or had failed before the page was alive sends no event any more.
    ref: (image: HTMLImageElement | null) => {
      if (image?.complete && image.currentSrc) setState(image.naturalWidth > 0 ? 'shown' : 'broken');
    },
    loading: 'lazy' as const,
    decoding: 'async' as const,
    referrerPolicy: 'no-referrer' as const,
    onLoad: () => setState('shown'),
    onError: () => setState('broken'),
  };
  return { state, picture };
}
