'use client';

import { type ReactNode, useId } from 'react';
import { cn } from '../cn';

type SegmentedControlProps<T extends string> = {
  options: readonly { value: T; label: ReactNode }[];
  value: T;
  onChange: (value: T) => void;
  /** Its name for screen readers. */
  label: string;
  size?: 'sm' | 'md';
  /** Fills the width it has. */
  wide?: boolean;
};

/** A choice of two to five, all in view: radio buttons in one strip. */
export function SegmentedControl<T extends string>({
  options,
  value,
  onChange,
  label,
  size = 'md',
  wide,
}: SegmentedControlProps<T>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cn('inline-flex rounded border bg-surface-sunken p-0.5', wide && 'flex w-full')}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            'relative flex cursor-pointer select-none items-center justify-center whitespace-nowrap rounded-sm border border-transparent font-medium transition-colors duration-120',
            'text-text-muted hover:text-text has-checked:border-border has-checked:bg-surface-raised has-checked:text-text',
            'has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:min-h-9',
            size === 'sm' ? 'h-6 px-2 text-xs' : 'h-8 px-3 text-sm',
            wide && 'flex-1',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
