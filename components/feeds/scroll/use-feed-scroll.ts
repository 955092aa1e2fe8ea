'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { hasRow, placeInView, rowOf, savedPlace, savePlace, scrollToRow } from './place';

/** This close to the newest message counts as being there. */
const NEAR_PX = 64;
/** The pause between notes of a changing place, since browsers limit changes of the history. */
const SAVE_MS = 300;
/** From farther away, jumping to the newest message is not animated. */
const FAR_PX = 3_000;

type Options = {
  container: RefObject<HTMLElement | null>;
  feedId: number;
  /** The last message that is loaded. */
  lastShown: number | undefined;
  hasNewer: boolean;
  /** The message that the address asks for. */
  linkedSeq: number | null | undefined;
  /** Replaces the loaded messages by others. */
  goTo: (place: number | 'newest') => Promise<void>;
};

/** The row or end that stays in view, whatever grows around it, until the reader scrolls. */
type Held = { seq: number; top: number | 'middle' } | 'end' | null;

/**
 * Scrolls a list that grows at both ends. Its container is `flex-col-reverse`, so the browser itself begins at the
 * newest message and stays there, and older pages move nothing. This hook keeps the place of a reader who has scrolled
 * up when messages arrive below, finds the message of the address, and restores a place on coming back.
 */
export function useFeedScroll({ container, feedId, lastShown, hasNewer, linkedSeq, goTo }: Options) {
  const [atEnd, setAtEnd] = useState(!hasNewer && typeof linkedSeq !== 'number');
  const [isFinding, setFinding] = useState(false);
  /** The reader's place is asked for: what is drawn meanwhile is hidden, so nobody is at its end. */
  const findingNow = useRef(false);
  const atEndNow = useRef(atEnd);
  const held = useRef<Held>(null);
  const more = useRef(hasNewer);
  more.current = hasNewer;

  const look = useCallback(() => {
    const element = container.current;
    if (!element) return;
    atEndNow.current = element.scrollTop > -NEAR_PX && !more.current && !findingNow.current;
    setAtEnd(atEndNow.current);
  }, [container]);
  const noteFinding = useCallback(
    (isNow: boolean) => {
      findingNow.current = isNow;
      setFinding(isNow);
      look();
    },
    [look],
  );

  /** Brings what is held into view again; the end is let go once it is there. */
  const keep = useCallback(() => {
    const element = container.current;
    if (!element || held.current === null) return;
    if (held.current === 'end') {
      element.scrollTop = 0;
      if (!more.current) held.current = null;
    } else {
      const row = rowOf(element, feedId, held.current.seq);
      if (row) scrollToRow(element, row, held.current.top);
    }
    look();
  }, [container, feedId, look]);

  const letGo = useCallback(() => {
    held.current = null;
  }, []);

  const noteLast = useKeptPlace(container, feedId, lastShown, atEndNow);
  // After every change of what is drawn, before it is seen.
  useLayoutEffect(keep);
  useEffect(() => {
    return watchSize(container.current, keep, letGo);
  }, [container, keep, letGo]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end is the end once nothing comes after it.
  useEffect(look, [look, hasNewer]);
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const place = savedPlace(feedId);
    if (place === 'end') {
      held.current = 'end';
      if (more.current) void goTo('newest').catch(() => {});
    } else if (place) {
      held.current = place;
      if (!hasRow(element, feedId, place.seq)) {
        noteFinding(true);
        void goTo(place.seq)
          .catch(letGo)
          .finally(() => noteFinding(false));
      }
    } else if (typeof linkedSeq === 'number') {
      held.current = { seq: linkedSeq, top: 'middle' };
      rowOf(element, feedId, linkedSeq)?.focus({ preventScroll: true });
    }
    keep();
  }, [container, feedId, linkedSeq, goTo, keep, letGo, noteFinding]);

  const isAtEnd = useCallback(() => atEndNow.current, []);
  const isUnderWay = useCallback(() => {
    const element = container.current;
    if (held.current === null || held.current === 'end') return held.current === 'end';
    return element !== null && !hasRow(element, feedId, held.current.seq);
  }, [container, feedId]);
  const noteSoon = useNotedPlace({ container, feedId, isAtEnd, isUnderWay });
  const onScroll = useCallback(() => {
    const wasAtEnd = atEndNow.current;
    look();
    if (wasAtEnd && !atEndNow.current) noteLast();
    noteSoon();
  }, [look, noteLast, noteSoon]);
  const jumpToEnd = useCallback(async () => {
    const isFar = more.current || findingNow.current;
    if (isFar) held.current = 'end';
    // What is hidden while a place is looked for takes no focus.
    if (findingNow.current) flushSync(() => noteFinding(false));
    // The button that was pressed is gone at the end.
    container.current?.focus({ preventScroll: true });
    if (isFar) return goTo('newest').catch(letGo);
    held.current = null;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const far = (container.current?.scrollTop ?? 0) < -FAR_PX;
    container.current?.scrollTo({ top: 0, behavior: calm || far ? 'instant' : 'smooth' });
  }, [container, goTo, letGo, noteFinding]);
  return { atEnd, isAtEnd, isFinding, onScroll, jumpToEnd };
}

/**
 * Messages that come below do not move somebody who has scrolled up: what grows below the last row is made up for. At the end nothing is,
 * and nothing is measured: the page would be laid out for that alone.
 * @returns notes the last row, for the moment in which the reader leaves the end.
 */
function useKeptPlace(
  container: RefObject<HTMLElement | null>,
  feedId: number,
  lastShown: number | undefined,
  atEndNow: RefObject<boolean>,
): () => void {
  const last = useRef<{ row: HTMLElement; below: number } | null>(null);
  const lastSeq = useRef(lastShown);
  const noteLast = useCallback(() => {
    const element = container.current;
    const row = atEndNow.current
      ? null
      : element?.querySelector<HTMLElement>(`[data-feed="${feedId}"][data-seq="${lastSeq.current}"]`);
    last.current = element && row ? { row, below: belowOf(element, row) } : null;
  }, [container, feedId, atEndNow]);
  useLayoutEffect(() => {
    const element = container.current;
    lastSeq.current = lastShown;
    const before = last.current;
    if (element && before?.row.isConnected && !atEndNow.current) {
      const grown = belowOf(element, before.row) - before.below;
      if (grown !== 0) element.scrollTop -= grown;
    }
    noteLast();
  });
  return noteLast;
}

/** How much stands below a row. */
function belowOf(container: HTMLElement, row: HTMLElement): number {
  const content = container.firstElementChild ?? container;
  return content.getBoundingClientRect().bottom - row.getBoundingClientRect().bottom;
}

type Noted = {
  container: RefObject<HTMLElement | null>;
  feedId: number;
  isAtEnd: () => boolean;
  /** What is to be in view is not loaded yet; what is there meanwhile is nobody's place. */
  isUnderWay: () => boolean;
};

/** Notes the place in the browser's history: a moment after each scroll, and before a press may lead away. */
function useNotedPlace({ container, feedId, isAtEnd, isUnderWay }: Noted): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const noteNow = useRef(() => {});
  useEffect(() => {
    const { href } = window.location;
    const forget = () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
    const note = () => {
      forget();
      const element = container.current;
      // During a change of page the history entry already belongs to another page.
      if (!element || isUnderWay() || window.location.href !== href) return;
      savePlace(feedId, isAtEnd() ? 'end' : placeInView(element, feedId));
    };
    noteNow.current = note;
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('click', note, { signal, capture: true });
    window.addEventListener('pagehide', note, { signal });
    window.addEventListener('popstate', forget, { signal, capture: true });
    return () => {
      forget();
      stop.abort();
    };
  }, [container, feedId, isAtEnd, isUnderWay]);
  return useCallback(() => {
    timer.current ??= setTimeout(() => noteNow.current(), SAVE_MS);
  }, []);
}

/** Watches for changes of size, which move the place, and for scrolling by hand, which chooses another one. */
function watchSize(element: HTMLElement | null, onSize: () => void, onHand: () => void): () => void {
  if (!element) return () => {};
  const observer = new ResizeObserver(onSize);
  observer.observe(element);
  if (element.firstElementChild) observer.observe(element.firstElementChild);
  const stop = new AbortController();
  for (const hand of ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const) {
    element.addEventListener(hand, onHand, { signal: stop.signal, passive: true });
  }
  return () => {
    observer.disconnect();
    stop.abort();
  };
}
