'use client';

import type { ComponentProps } from 'react';
import { cn } from '../cn';
import { useField } from './field';

export const controlStyle = cn(
  'w-full rounded border border-border-strong bg-surface-raised px-3 text-base text-text',
  'transition-[border-color] duration-120 hover:border-text-muted',
  'focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0',
  'disabled:bg-surface-sunken disabled:text-text-muted aria-invalid:border-danger',
  'pointer-coarse:min-h-10 pointer-coarse:text-md',
);

/** One line of text. Inside a Field it is labelled and described by it. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  const field = useField();
  return (
    <input
      id={field?.id}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.invalid || undefined}
      {...props}
      className={cn(controlStyle, 'h-9', className)}
    />
  );
}
