'use client';

import { Drawer } from '@/components/ui/overlays/drawer';
import { Rail } from './rail';

type NavigationSheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** The navigation of phones and tablets. */
export function NavigationSheet({ open, onOpenChange }: NavigationSheetProps) {
  return (
    <Drawer open={open} onOpenChange={onOpenChange} side="left" title="Navigation" hideHeader>
      <Rail />
    </Drawer>
  );
}
