import { type RefObject, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import type { Loading } from '../stored/use-feed';

/** The next page is fetched when this far from being needed. */
const AHEAD_PX = 800;

type FeedEdgeProps = {
  container: RefObject<HTMLElement | null>;
  side: 'older' | 'newer';
  loading: Loading;
  onLoad: () => void;
};

/** An end of what is loaded of a feed, behind which there is more: fetches it as the reader comes near. */
export function FeedEdge({ container, side, loading, onLoad }: FeedEdgeProps) {
  const edge = useRef<HTMLDivElement>(null);
  const loadAgain = () => {
    // The button gives way to what is said while it loads.
    container.current?.focus({ preventScroll: true });
    onLoad();
  };
  useEffect(() => {
    if (!edge.current || loading !== 'idle') return;
    // A busy page is told of several changes at once: the last is how it stands.
    const observer = new IntersectionObserver((changes) => changes.at(-1)?.isIntersecting && onLoad(), {
      root: container.current,
      rootMargin: `${AHEAD_PX}px 0px`,
    });
    observer.observe(edge.current);
    return () => observer.disconnect();
  }, [container, loading, onLoad]);
  return (
    <div ref={edge} className="flex h-10 items-center justify-center gap-2 text-text-muted text-xs">
      {loading === 'pending' && (
        <>
          <Spinner /> Loading {side} messages
        </>
      )}
      {loading === 'failed' && (
        <Button size="sm" onClick={loadAgain}>
          {side === 'older' ? 'Older' : 'Newer'} messages could not be loaded. Try again
        </Button>
      )}
    </div>
  );
}
