'use client';

import { useState } from 'react';
import { messagePictureSrc } from '@/lib/pictures/picture-src-policy';
import { useMessagePlace } from '../message-place';

/**
 * Whether a picture has come. `picture` is for its `<img>`: fetched late, and from this server, also when it is one of elsewhere.
 * One of elsewhere that stands in no stored message, as in a test run, is not fetched.
 */
export function usePicture(url: string) {
  const place = useMessagePlace();
  const src = url.startsWith('/') ? url : place && messagePictureSrc(place, url);
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>(src ? 'loading' : 'broken');
  const picture = {
    src: src ?? undefined,
    // One that was there or had failed before the page was alive sends no event any more.
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
