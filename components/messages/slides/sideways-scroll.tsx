'use client';

import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';

type SidewaysScrollProps = {
  /** Its name for screen readers. */
  label: string;
  /** How many columns of the table inside, from the first, stay in sight. */
  stickyColumns: number;
  children: ReactNode;
};

/** Sticky columns take at most this part of the width; on a phone nothing would be left to scroll otherwise. */
const STICKY_PART = 0.55;

/**
 * A frame whose table scrolls in it. An edge behind which there is more is shaded. Where each sticky column stops is
 * measured, as only the table knows how wide its columns are: `--sticky-0`, `--sticky-1`, …
 */
export function SidewaysScroll({ label, stickyColumns, children }: SidewaysScrollProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [edges, setEdges] = useState({ start: false, end: false, scrolls: true });
  const [stops, setStops] = useState<string[]>([]);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const look = () => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      const scrolled = Math.abs(element.scrollLeft);
      const next = {
        start: scrolled > 1,
        end: scrolled + clientWidth < scrollWidth - 1,
        scrolls: scrollWidth > clientWidth || scrollHeight > clientHeight,
      };
      setEdges((now) => (sameEdges(now, next) ? now : next));
    };
    const measure = () => {
      const next = stickyStops(element, stickyColumns);
      setStops((now) => (now.join() === next.join() ? now : next));
      look();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [stickyColumns]);
  return (
    <div className="relative w-fit max-w-full overflow-hidden rounded border">
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls sideways, so the keyboard must reach it. */}
      <div
        ref={frame}
        role="region"
        aria-label={label}
        tabIndex={edges.scrolls ? 0 : undefined}
        style={Object.fromEntries(stops.map((stop, index) => [`--sticky-${index}`, stop])) as CSSProperties}
        className="max-h-112 overflow-auto bg-surface-raised focus-visible:-outline-offset-2"
      >
        {children}
      </div>
      {/* The border of sticky columns is the edge. */}
      <Edge
        shown={edges.start && !stops.some((stop) => stop !== 'auto')}
        className="start-0 bg-linear-to-r rtl:bg-linear-to-l"
      />
      <Edge shown={edges.end} className="end-0 bg-linear-to-l rtl:bg-linear-to-r" />
    </div>
  );
}

function Edge({ shown, className }: { shown: boolean; className: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'pointer-events-none absolute inset-y-0 z-3 w-6 from-edge to-transparent transition-opacity duration-150',
        className,
        shown ? 'opacity-100' : 'opacity-0',
      )}
    />
  );
}

type Edges = { start: boolean; end: boolean; scrolls: boolean };

function sameEdges(a: Edges, b: Edges): boolean {
  return a.start === b.start && a.end === b.end && a.scrolls === b.scrolls;
}

function stickyStops(frame: HTMLElement, count: number): string[] {
  const cells = [...frame.querySelectorAll<HTMLElement>('thead th')].slice(0, count);
  let start = 0;
  return cells.map((cell) => {
    const stop = start;
    start += cell.offsetWidth;
    return start <= frame.clientWidth * STICKY_PART ? `${stop}px` : 'auto';
  });
}
