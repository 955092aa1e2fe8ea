'use client';

import { useEffect } from 'react';
import { afterPaint } from '@/components/ui/loading/after-paint';
import { lookAt, lookAway } from './attention';

/** Says that the feed is on the screen here, and whether its newest message is. */
export function useLookingAt(feedId: number, atEnd: boolean) {
  useEffect(() => afterPaint(() => lookAt(feedId, atEnd)), [feedId, atEnd]);
  useEffect(() => () => lookAway(feedId), [feedId]);
}
