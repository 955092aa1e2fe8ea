'use client';

import { type ComponentProps, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';

const never = () => () => {};

/**
 * Sends a form that carries a password. Until the page is alive it does nothing: the browser's own submission would
 * bypass our script. (The forms say method="post" as well, so that nothing could reach a URL.)
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
      // Waking up is not worth a flicker.
      className={alive ? props.className : `disabled:opacity-100! ${props.className ?? ''}`}
    />
  );
}
