'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { shellKeys } from '@/components/shell/shell-queries';
import { Button } from '@/components/ui/button';
import { ModalPanel, ModalTitle } from '@/components/ui/overlays/modal-panel';
import { Link } from '@/components/ui/text/link';
import { GateCard } from './lazy-gate-card';

type GateOverPageProps = {
  email: string;
  /** Why it is asked, in one sentence. */
  reason?: string;
  onVerified: () => void;
  /** Takes the gate away where the page can be read without it. */
  onCancel?: () => void;
};

/** The gate over a page that stays mounted, and over whatever dialog is open in it. */
export function GateOverPage({ email, reason, onVerified, onCancel }: GateOverPageProps) {
  const client = useQueryClient();
  // The one who is asked may have signed in in another tab, and the page is then not theirs (`useSamePerson`).
  useEffect(() => void client.invalidateQueries({ queryKey: shellKeys.feeds }), [client]);
  return (
    <ModalPanel
      open
      onDismiss={onCancel}
      isHeld
      scrim="scrim backdrop-blur-xs"
      place="pointer-events-none fixed inset-0 flex items-start justify-center overflow-y-auto p-4 sm:pt-[10vh]"
      className="float motion-pop pointer-events-auto w-full max-w-105 rounded-lg"
    >
      <GateCard email={email} reason={reason} onVerified={onVerified} takesFocus Title={ModalTitle} />
      <p className="border-t px-5 py-3 text-center text-sm text-text-muted sm:px-8">
        What you typed is kept.{' '}
        {onCancel ? (
          <Button variant="quiet" size="sm" onClick={onCancel}>
            Not now
          </Button>
        ) : (
          <Link href="/bots-and-tools" className="text-accent-text underline-offset-2 hover:underline">
            Leave this page
          </Link>
        )}
      </p>
    </ModalPanel>
  );
}
