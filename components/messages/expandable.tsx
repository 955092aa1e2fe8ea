'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cn } from '@/components/ui/cn';

/** Shows the beginning of something long, and the rest when asked. */
export function Expandable({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const Icon = open ? ChevronUp : ChevronDown;
  return (
    <div className="min-w-0">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: unfolds when the keyboard focus enters the folded part. */}
      <div
        className={cn(!open && 'max-h-80 overflow-hidden mask-b-from-75%')}
        onFocus={(event) => event.target.matches(':focus-visible') && setOpen(true)}
      >
        {children}
      </div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="mt-1 inline-flex items-center gap-1 rounded-sm font-medium text-accent-text text-sm hover:underline pointer-coarse:min-h-10"
      >
        {open ? 'Show less' : 'Show all of this message'}
        <Icon aria-hidden className="size-3.5" />
      </button>
    </div>
  );
}
