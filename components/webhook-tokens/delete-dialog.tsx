'use client';

import { TriangleAlert } from 'lucide-react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { FormattedNumber } from '@/components/ui/formatted-number';
import { RelativeTime } from '@/components/ui/relative-time';
import { present } from '@/components/ui/server-clock';
import type { TokenRow } from '@/lib/webhook-tokens/dto';
import { useDelete } from './use-token-changes';

const RECENT_MS = 7 * 24 * 60 * 60 * 1000;

type DeleteDialogProps = { token: TokenRow; onClose: () => void; onDeleted: () => void };

/** Asks before a token is gone for good, and shows whether something still uses it. */
export function DeleteDialog({ token, onClose, onDeleted }: DeleteDialogProps) {
  const deletion = useDelete(token, onDeleted);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={
        <>
          Delete <bdi>“{token.name}”</bdi>?
        </>
      }
      description="Integrations that use this token will fail at once. This cannot be undone."
      confirmLabel="Delete token"
      pending={deletion.isPending}
      error={deletion.error?.message}
      onConfirm={() => deletion.mutate()}
    >
      <div className="flex flex-col gap-3">
        <LastUse token={token} />
        <p className="text-text-muted">
          If something still uses it, generate a new token first, put that in its place, and delete this one
          when its calls have stopped.
        </p>
      </div>
    </ConfirmDialog>
  );
}

function LastUse({ token }: { token: TokenRow }) {
  if (!token.lastInvokedAt) {
    return <p className="rounded border bg-surface-sunken px-3 py-2.5">It was never used.</p>;
  }
  const recent = present().getTime() - new Date(token.lastInvokedAt).getTime() < RECENT_MS;
  return (
    <p
      className={
        recent
          ? 'flex gap-2.5 rounded bg-warning-soft px-3 py-2.5 text-warning-text'
          : 'rounded border bg-surface-sunken px-3 py-2.5'
      }
    >
      {recent && <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />}
      <span>
        Last used <RelativeTime at={token.lastInvokedAt} className="font-medium" />,{' '}
        <FormattedNumber value={token.invocations} /> {token.invocations === 1 ? 'call' : 'calls'} in all.
      </span>
    </p>
  );
}
