'use client';

import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../button';
import type { ButtonSize, ButtonVariant } from '../button-style';
import { IconButton } from '../icon-button';
import { toast } from '../overlays/toaster';
import { copyText } from './copy-text';

const COPIED_FOR_MS = 2000;

type CopyButtonProps = {
  /** What it does, said to screen readers and in the tooltip: "Copy to clipboard". */
  label?: string;
  /** A longer name for screen readers, where several stand on one page. */
  ariaLabel?: string;
  /** Shows the label's text beside the icon. */
  text?: string;
  /** Another one than the two sheets of paper. */
  icon?: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
} & ({ value: string; getValue?: undefined } | { value?: undefined; getValue: () => Promise<string> });

/** Puts a text on the clipboard and says so, or shows it to be copied by hand. `getValue` fetches what the page itself must not hold. */
export function CopyButton({
  label = 'Copy to clipboard',
  ariaLabel = label,
  text,
  icon: idleIcon = <Copy aria-hidden className="size-3.5" />,
  variant = 'secondary',
  size = 'sm',
  className,
  value,
  getValue,
}: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'pending' | 'copied'>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    setState('pending');
    try {
      setState((await copyText(getValue ? getValue() : value)) ? 'copied' : 'idle');
    } catch (error) {
      setState('idle');
      toast.error(
        error instanceof Error ? error.message : 'The text to copy could not be fetched. Try again.',
      );
    }
  };
  const icon = state === 'copied' ? <Check aria-hidden className="size-3.5 text-success-text" /> : idleIcon;
  if (!text) {
    return (
      <span className="relative inline-flex">
        <IconButton
          label={ariaLabel}
          hint={label}
          size="sm"
          pending={state === 'pending'}
          onClick={copy}
          className={className}
        >
          {icon}
        </IconButton>
        <span
          role="status"
          className="motion-fade -translate-x-1/2 pointer-events-none absolute bottom-full left-1/2 z-10 mb-1.5 rounded-sm bg-text px-2 py-1 font-sans text-surface text-xs empty:hidden"
        >
          {state === 'copied' ? 'Copied' : ''}
        </span>
      </span>
    );
  }
  return (
    <>
      <Button
        variant={variant}
        size={size}
        pending={state === 'pending'}
        icon={icon}
        onClick={copy}
        aria-label={ariaLabel}
        className={className}
      >
        {state === 'copied' ? 'Copied' : text}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : ''}
      </span>
    </>
  );
}
