'use client';

import type { QueryKey } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { Button } from '@/components/ui/button';
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-style';
import { toast } from '@/components/ui/overlays/toaster';
import { passFocusOn } from '@/components/ui/page/page-heading';
import { useChange } from './use-change';

type EnterButtonProps = {
  /** The queries in which the person is seen to be in. */
  queryKey: QueryKey;
  enter: () => Promise<unknown>;
  /** Said afterwards. */
  doneText: string;
  ariaLabel?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  children: ReactNode;
};

/** Joins a channel, subscribes to a bot or installs an extension. Once the page knows, the button is gone. */
export function EnterButton({
  queryKey,
  enter,
  doneText,
  ariaLabel,
  variant = 'secondary',
  size = 'sm',
  children,
}: EnterButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const entering = useChange(queryKey, enter, () => {
    passFocusOn(button.current);
    toast(doneText);
  });
  return (
    <Button
      ref={button}
      size={size}
      variant={variant}
      pending={entering.isPending || entering.isRedrawing}
      onClick={() => entering.mutate(undefined, { onError: (error) => toast.error(error.message) })}
      aria-label={ariaLabel}
    >
      {children}
    </Button>
  );
}
