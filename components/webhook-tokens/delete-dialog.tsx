'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { isTheName } from '@/lib/names/typed-name';
import type { TokenRow } from '@/lib/webhook-tokens/dto';
import { TOKEN_LIMIT } from '@/lib/webhook-tokens/policies/limit';
import { isInUse } from './delete-policy';
import { LastUse } from './last-use';
import { fetchTokens, tokenKeys } from './token-queries';
import { useDelete, useStatus } from './use-token-changes';

type DeleteDialogProps = {
  token: TokenRow;
  onClose: () => void;
  onDeleted: () => void;
  /** What has the focus once the token is gone. */
  focusAfter?: () => Element | null;
};

/**
 * Asks before a token is gone for good, and shows whether something still uses it. One that was used within a day is rather
 * switched off, which can be taken back: to delete it, its name has to be typed.
 */
export function DeleteDialog({ token: shown, onClose, onDeleted, focusAfter }: DeleteDialogProps) {
  const { token, hasRoom, isBeingRead } = useLatest(shown);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const isGone = useRef(false);
  const deletion = useDelete(token);
  const remove = () =>
    deletion.mutate(undefined, {
      // Not called once the dialog was cancelled, so that the answer takes away nothing that was opened since.
      onSuccess() {
        isGone.current = true;
        onDeleted();
      },
    });
  const status = useStatus(token);
  const inUse = isInUse(token);
  const mayDelete = !inUse || isTheName(typed, token.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!mayDelete) return setProblem('This is not its name.');
    if (!deletion.isPending && !isBeingRead) remove();
  };
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
      pending={deletion.isPending || isBeingRead}
      blockedReason={mayDelete ? undefined : 'It was used within a day. Type its name to delete it.'}
      error={deletion.error?.message}
      onConfirm={remove}
      focusAfter={() => (isGone.current ? (focusAfter?.() ?? null) : null)}
      instead={
        inUse &&
        token.enabled && (
          <Button
            variant="primary"
            pending={status.isPending}
            onClick={() => status.mutate(false, { onSuccess: onClose })}
          >
            Switch off instead
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <LastUse token={token} />
        <Advice inUse={inUse} enabled={token.enabled} hasRoom={hasRoom} />
        {inUse && (
          <form onSubmit={submit} noValidate>
            <Field
              error={problem}
              label={
                <>
                  <span className="font-normal">To delete it for good, type </span>
                  <bdi className="wrap-anywhere select-all">{token.name}</bdi>
                </>
              }
            >
              <Input
                value={typed}
                onChange={(event) => {
                  setTyped(event.target.value);
                  setProblem(null);
                }}
                dir="auto"
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
              />
            </Field>
          </form>
        )}
      </div>
    </ConfirmDialog>
  );
}

/** The token as it was last read: the list is read again, because somebody may use it this very moment. */
function useLatest(shown: TokenRow) {
  const { data: tokens, ...query } = useQuery({
    queryKey: tokenKeys.list(),
    queryFn: () => fetchTokens(),
    refetchOnMount: 'always',
  });
  const listed = tokens?.find(({ id }) => id === shown.id);
  const calls = (token: TokenRow) => token.invocations + token.refusals;
  return {
    token: listed && calls(listed) >= calls(shown) ? listed : shown,
    isBeingRead: query.isFetching && !query.isFetchedAfterMount,
    /** Whether another token can be generated; false while that is not known. */
    hasRoom: tokens !== undefined && tokens.length < TOKEN_LIMIT,
  };
}

type AdviceProps = { inUse: boolean; enabled: boolean; hasRoom: boolean };

/** What to do first where something may need the token; nothing that cannot be done. */
function Advice({ inUse, enabled, hasRoom }: AdviceProps) {
  const sentences = [
    enabled &&
      inUse &&
      'Switched off, it refuses its calls, and can be switched on again if something turns out to need it.',
    hasRoom &&
      'If something still uses it, generate a new token first, put that in its place, and delete this one when its calls have stopped.',
    enabled &&
      !inUse &&
      !hasRoom &&
      'If something may still need it, switch it off first: that can be taken back.',
  ].filter(Boolean);
  return sentences.length > 0 && <p className="text-text-muted">{sentences.join(' ')}</p>;
}
