import type { ReactNode } from 'react';

/** A page whose feed scrolls while its header stays. It is as high as the window, less the phone's top bar (3.25rem). */
export function FeedScreen({ children }: { children: ReactNode }) {
  return <div className="flex h-[calc(100dvh-3.25rem)] min-h-0 flex-col md:h-dvh">{children}</div>;
}
