'use client';

import { type ComponentProps, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';

const never = () => () => {};

/**
 * Sends a form that carries a password. It does nothing until the page is hydrated, since the browser's own submission
 * would bypass our script. The forms also say method="post", so that no password can reach a URL.
 */
export function SubmitButton({ disabled, ...props }: ComponentProps<typeof Button>) {
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Button
      {...props}
      type="submit"
      variant="primary"
      disabled={disabled || !alive}
      // Hydration must not make the button flicker.
      className={alive ? props.className : `disabled:opacity-100! ${props.className ?? ''}`}
    />
  );
}
