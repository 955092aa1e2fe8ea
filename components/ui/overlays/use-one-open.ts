'use client';

import { useState } from 'react';

/** Which of several dialogs is open. Each closes itself alone: a late answer takes away nothing that was opened since. */
export function useOneOpen<Which extends string>() {
  const [opened, open] = useState<Which | null>(null);
  const close = (which: Which) => open((now) => (now === which ? null : now));
  /** The props of a dialog that is drawn also while it is closed. */
  const propsOf = (which: Which) => ({
    open: opened === which,
    onOpenChange: (wanted: boolean) => (wanted ? open(which) : close(which)),
  });
  return { opened, open, close, propsOf };
}
