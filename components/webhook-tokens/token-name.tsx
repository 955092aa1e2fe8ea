'use client';

import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { controlStyle } from '@/components/ui/forms/input';
import { isComposing } from '@/components/ui/forms/is-composing';
import { useUnsavedGuard } from '@/components/unsaved/use-unsaved-guard';
import type { TokenRow } from '@/lib/webhook-tokens/dto';
import { tokenNameProblem } from '@/lib/webhook-tokens/policies/name-policy';
import { useRename } from './use-token-changes';

type TokenNameProps = {
  token: TokenRow;
  editing: boolean;
  onEditingChange: (editing: boolean) => void;
  /** `md` in a row, `lg` as the title of the token's page. */
  size?: 'md' | 'lg';
};

/** The name, which a click turns into a field: Enter saves, Escape cancels, leaving it saves too. */
export function TokenName({ token, editing, onEditingChange, size = 'md' }: TokenNameProps) {
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  // Closing by keyboard puts the focus back on the name.
  useEffect(() => {
    if (wasEditing.current && !editing && document.activeElement === document.body) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (editing) return <NameField token={token} size={size} onDone={() => onEditingChange(false)} />;
  return (
    <button
      ref={button}
      type="button"
      onClick={() => onEditingChange(true)}
      aria-label={`Rename ${token.name}`}
      title={token.name}
      className={cn(
        'group/name relative z-1 -mx-1.5 inline-flex max-w-full items-center gap-1.5 rounded-sm px-1.5 py-0.5 text-left hover:bg-surface-hover pointer-coarse:min-h-10',
        size === 'lg' ? 'font-semibold text-lg tracking-tight' : 'font-medium',
      )}
    >
      <span dir="auto" className={cn('wrap-anywhere', size === 'md' && 'line-clamp-2')}>
        {token.name}
      </span>
      <Pencil
        aria-hidden
        className="size-3.5 shrink-0 text-text-muted opacity-0 transition-opacity group-hover/name:opacity-100 group-focus-visible/name:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100"
      />
    </button>
  );
}

type NameFieldProps = { token: TokenRow; size: 'md' | 'lg'; onDone: () => void };

function NameField({ token, size, onDone }: NameFieldProps) {
  const [draft, setDraft] = useState(token.name);
  const [problem, setProblem] = useState<string | null>(null);
  /** Known at once, so that a link pressed in the same moment leads on without a question. */
  const [isSent, setIsSent] = useState(false);
  const rename = useRename(token);
  const errorId = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Not every browser gives the focus to what is selected.
    input.current?.focus();
    input.current?.select();
  }, []);
  useUnsavedGuard(draft.trim() !== token.name && !isSent, draft);

  const save = () => {
    const name = draft.trim();
    if (isSent) return;
    if (name === token.name) return onDone();
    const found = tokenNameProblem(name);
    setProblem(found);
    if (found) return;
    // The field stays until the server has answered, so that a refusal loses nothing that was typed.
    setIsSent(true);
    rename.mutate(name, {
      onSuccess: onDone,
      onError(error) {
        setIsSent(false);
        setProblem(error.message);
      },
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      save();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      // A name that is on its way cannot be cancelled any more.
      if (!isSent) onDone();
    }
  };
  return (
    <div className="relative z-2">
      <input
        ref={input}
        value={draft}
        dir="auto"
        maxLength={200}
        aria-label={`New name of ${token.name}`}
        aria-invalid={problem !== null || undefined}
        aria-describedby={errorId}
        aria-busy={isSent || undefined}
        onChange={(event) => {
          setDraft(event.target.value);
          setProblem(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={({ currentTarget }) => {
          // The window was left, not the field: it has the focus again when one comes back, and what is typed is not finished.
          const isLeft = document.activeElement !== currentTarget;
          // After a refusal the gate takes the focus, and the refused name must not be sent again before Continue.
          if (isLeft && problem === null) save();
        }}
        className={cn(
          controlStyle,
          '-mx-1.5 px-1.5',
          size === 'lg' ? 'h-9 max-w-120 font-semibold text-lg!' : 'h-8 font-medium',
        )}
      />
      <p id={errorId} aria-live="polite" className="mt-1 text-danger-text text-xs empty:hidden">
        {problem}
      </p>
    </div>
  );
}
