'use client';

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** This close to the newest message counts as being there. */
const NEAR_PX = 64;

/**
 * Scrolling of a list that grows at both ends. Its container is `flex-col-reverse`: the browser itself begins at
 * the newest message, stays there as more come, and counts from there, so that older pages move nothing. What is
 * left to do is to keep the place of somebody who has scrolled up when messages arrive below.
 */
export function useFeedScroll(container: RefObject<HTMLElement | null>, lastSeq: number) {
  const [atEnd, setAtEnd] = useState(true);
  const atEndNow = useRef(true);
  const height = useRef(0);

  const onScroll = useCallback(() => {
    const element = container.current;
    if (!element) return;
    atEndNow.current = element.scrollTop > -NEAR_PX;
    setAtEnd(atEndNow.current);
  }, [container]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the arrival of messages that moves the place.
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const grown = element.scrollHeight - height.current;
    if (height.current > 0 && grown > 0 && !atEndNow.current) element.scrollTop -= grown;
  }, [container, lastSeq]);
  useLayoutEffect(() => {
    height.current = container.current?.scrollHeight ?? 0;
  });

  const jumpToEnd = useCallback(() => {
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const far = (container.current?.scrollTop ?? 0) < -3_000;
    container.current?.scrollTo({ top: 0, behavior: calm || far ? 'instant' : 'smooth' });
  }, [container]);
  const isAtEnd = useCallback(() => atEndNow.current, []);
  return { atEnd, isAtEnd, onScroll, jumpToEnd };
}
