'use client';

import { cn } from '../cn';

type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Its name for screen readers; say what is switched, not the state. */
  label: string;
  pending?: boolean;
  disabled?: boolean;
};

/** On or off, at once. */
export function Switch({ checked, onCheckedChange, label, pending, disabled }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      aria-busy={pending || undefined}
      disabled={disabled}
      onClick={() => !pending && onCheckedChange(!checked)}
      className={cn(
        'relative inline-flex h-5 w-9 shrink-0 items-center rounded-full transition-colors duration-150 disabled:opacity-50',
        // A finger's 40 px around the small track.
        'pointer-coarse:after:absolute pointer-coarse:after:-inset-2.5',
        checked ? 'bg-accent' : 'bg-border-strong',
        pending && 'motion-breathe',
      )}
    >
      <span
        className={cn(
          'size-4 rounded-full bg-on-accent shadow-xs transition-transform duration-150',
          checked ? 'translate-x-4.5' : 'translate-x-0.5',
        )}
      />
    </button>
  );
}
