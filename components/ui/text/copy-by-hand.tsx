'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { lazyPart } from '../loading/lazy-part';
import { onShownForCopying, showForCopying, shownForCopying } from './copy-by-hand-store';

// Few browsers ever need it.
const CopyByHandDialog = lazyPart(() =>
  import('./copy-by-hand-dialog').then((file) => file.CopyByHandDialog),
);

/** Where a text appears that the browser would not copy. It goes with the page it belongs to. */
export function CopyByHand() {
  const text = useSyncExternalStore(onShownForCopying, shownForCopying, () => null);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what it is about.
  useEffect(() => () => showForCopying(null), [path]);
  return text !== null && <CopyByHandDialog text={text} onClose={() => showForCopying(null)} />;
}
