import { useState } from 'react';

/**
 * The error of what was tried since a dialog opened; what failed before is not said again. Once an error has been cleared, as each
 * attempt does, the next one counts, even in the same words.
 */
export function useErrorSince<T>(open: boolean, error: T): T | null {
  const [before, setBefore] = useState<{ open: boolean; error: T | null }>({ open: false, error: null });
  if (open !== before.open) setBefore({ open, error: open ? error : before.error });
  else if (!error && before.error) setBefore({ open, error: null });
  return error === before.error ? null : error;
}
