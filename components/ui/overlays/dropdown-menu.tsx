'use client';

import {
  type ButtonHTMLAttributes,
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  useId,
  useRef,
  useState,
} from 'react';
import { lazyPart } from '../loading/lazy-part';
import type { MenuEntry } from './menu-entry';

// The menu's code comes when the pointer or the focus reaches its button: most pages never open one.
const loadContent = () => import('./dropdown-menu-content').then((file) => file.DropdownMenuContent);
const DropdownMenuContent = lazyPart(loadContent, { ahead: true });

type DropdownMenuProps = {
  /** The button that opens it. */
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  /** What is false is left out. */
  entries: readonly (MenuEntry | false)[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  onOpenChange?: (open: boolean) => void;
  className?: string;
};

/** Few commands behind one button. */
export function DropdownMenu({ trigger, entries, onOpenChange, ...look }: DropdownMenuProps) {
  const id = useId();
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const holder = useRef<HTMLSpanElement>(null);
  const byKeyboard = useRef(false);
  const change = (next: boolean) => {
    if (next) setWanted(true);
    setOpen(next);
    onOpenChange?.(next);
  };
  const want = () => setWanted(true);
  return (
    <span ref={holder} className="relative flex shrink-0 [&>button]:flex-1">
      {cloneElement(trigger, {
        id,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onPointerEnter: want,
        onFocus: want,
        onClick: ({ detail }: MouseEvent) => {
          // A click that no pointer made.
          byKeyboard.current = detail === 0;
          change(!open);
        },
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          byKeyboard.current = true;
          change(true);
        },
      })}
      {wanted && (
        <DropdownMenuContent
          open={open}
          onOpenChange={change}
          labelledBy={id}
          holder={holder}
          byKeyboard={byKeyboard}
          entries={entries.filter((entry) => entry !== false)}
          {...look}
        />
      )}
    </span>
  );
}
