'use client';

import { Drawer } from '@/components/ui/overlays/drawer';
import { Rail } from './rail';

type NavigationSheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** The navigation of phones and tablets. */
export function NavigationSheet({ open, onOpenChange }: NavigationSheetProps) {
  return (
    <Drawer open={open} onOpenChange={onOpenChange} side="left" title="Navigation" hideHeader>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: hears the clicks on links, which keys make, too. */}
      <div
        className="h-full"
        // The page that a link leads to may be another place on the same one.
        onClick={({ target }) =>
          target instanceof Element && target.closest('a[href]') && onOpenChange(false)
        }
      >
        <Rail />
      </div>
    </Drawer>
  );
}
