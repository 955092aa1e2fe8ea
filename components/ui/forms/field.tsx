'use client';

import { createContext, type ReactNode, useContext, useId } from 'react';
import { cn } from '../cn';

type FieldLinks = { id: string; labelId: string; describedBy: string | undefined; invalid: boolean };

const FieldContext = createContext<FieldLinks | null>(null);

/** The ids that connect a control with its Field; null outside one. */
export function useField(): FieldLinks | null {
  return useContext(FieldContext);
}

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** A labelled control (Input, Textarea, Select or Combobox) with its hint and its error, announced when it comes. */
export function Field({ label, hint, error, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}hint`;
  const errorId = `${id}error`;
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(' ') || undefined;
  return (
    <FieldContext value={{ id, labelId: `${id}label`, describedBy, invalid: Boolean(error) }}>
      <div className={cn('flex flex-col gap-1.5', className)}>
        <label
          id={`${id}label`}
          htmlFor={id}
          className={cn('w-fit font-medium text-sm', hideLabel && 'sr-only')}
        >
          {label}
        </label>
        {children}
        <p id={errorId} aria-live="polite" className="text-danger-text text-sm empty:hidden">
          {error}
        </p>
        {hint && (
          <p id={hintId} className="text-sm text-text-muted">
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  );
}
