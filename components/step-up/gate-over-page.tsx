'use client';

import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import { Link } from '@/components/ui/link';
import { GateCard } from './gate-card';

/** The gate over a page that stays mounted, and over whatever dialog is open in it. */
export function GateOverPage({ email, onVerified }: { email: string; onVerified: () => void }) {
  // What had the focus gets it back.
  const focused = useRef<Element | null>(null);
  return (
    <Dialog.Root open>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim motion-fade fixed inset-0 z-60 backdrop-blur-xs" />
        <div className="pointer-events-none fixed inset-0 z-60 flex items-start justify-center overflow-y-auto p-4 sm:pt-[10vh]">
          <Dialog.Content
            aria-describedby={undefined}
            onOpenAutoFocus={() => {
              focused.current = document.activeElement;
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              if (focused.current instanceof HTMLElement) focused.current.focus();
            }}
            onEscapeKeyDown={(event) => event.preventDefault()}
            onInteractOutside={(event) => event.preventDefault()}
            className="float motion-pop pointer-events-auto w-full max-w-105 rounded-lg outline-none"
          >
            <GateCard email={email} onVerified={onVerified} Title={Dialog.Title} />
            <p className="border-t px-5 py-3 text-center text-sm text-text-muted sm:px-8">
              What you typed is kept.{' '}
              <Link href="/bots-and-tools" className="text-accent-text underline-offset-2 hover:underline">
                Leave this page
              </Link>
            </p>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
