'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Tooltip } from './overlays/tooltip';
import { Spinner } from './spinner';

type IconButtonProps = ComponentProps<'button'> & {
  /** Its name, for screen readers and in the tooltip. */
  label: string;
  /** What the tooltip says instead. */
  hint?: string;
  size?: 'sm' | 'md';
  pending?: boolean;
};

/** A button that is only an icon (its child). */
export function IconButton({
  label,
  hint = label,
  size = 'md',
  pending,
  className,
  children,
  onClick,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={hint}>
      <button
        type="button"
        {...props}
        aria-label={label}
        aria-busy={pending || undefined}
        aria-disabled={pending || undefined}
        onClick={pending ? undefined : onClick}
        className={cn(
          'inline-flex shrink-0 items-center justify-center rounded-sm text-text-muted transition-colors',
          'duration-120 hover:bg-surface-hover hover:text-text aria-expanded:bg-surface-hover',
          'disabled:opacity-50 pointer-coarse:min-h-10 pointer-coarse:min-w-10 [&_svg]:size-4',
          size === 'sm' ? 'size-7' : 'size-9',
          className,
        )}
      >
        {pending ? <Spinner /> : children}
      </button>
    </Tooltip>
  );
}
