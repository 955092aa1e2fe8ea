'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';

/** The next page is fetched when this far from being needed. */
const AHEAD_PX = 800;

type OlderMessagesProps = {
  container: RefObject<HTMLElement | null>;
  hasOlder: boolean;
  loading: 'idle' | 'pending' | 'failed';
  onLoad: () => void;
};

/** The upper end of a feed: fetches what is before it as the reader comes near. */
export function OlderMessages({ container, hasOlder, loading, onLoad }: OlderMessagesProps) {
  const edge = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!edge.current || !hasOlder || loading !== 'idle') return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onLoad(), {
      root: container.current,
      rootMargin: `${AHEAD_PX}px 0px 0px 0px`,
    });
    observer.observe(edge.current);
    return () => observer.disconnect();
  }, [container, hasOlder, loading, onLoad]);
  if (!hasOlder) {
    return <p className="px-4 pt-4 pb-2 text-center text-text-muted text-xs">This is the beginning.</p>;
  }
  return (
    <div ref={edge} className="flex h-10 items-center justify-center gap-2 text-text-muted text-xs">
      {loading === 'pending' && (
        <>
          <Spinner /> Loading older messages
        </>
      )}
      {loading === 'failed' && (
        <Button size="sm" onClick={onLoad}>
          Older messages could not be loaded. Try again
        </Button>
      )}
    </div>
  );
}
