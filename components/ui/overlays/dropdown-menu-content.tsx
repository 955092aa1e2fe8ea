'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import { type RefObject, useEffect, useRef } from 'react';
import { Link } from '@/components/ui/text/link';
import { cn } from '../cn';
import { noteMenuButton } from './menu-button';
import type { MenuEntry, MenuItem } from './menu-entry';

type DropdownMenuContentProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The id of the button that opens it. */
  labelledBy: string;
  /** What the button stands in. */
  holder: RefObject<HTMLElement | null>;
  /** Whether a key opened it. */
  byKeyboard: RefObject<boolean>;
  entries: readonly MenuEntry[];
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  className?: string;
};

const itemStyle = cn(
  'flex cursor-default select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-base outline-none',
  'data-highlighted:bg-surface-hover pointer-coarse:min-h-10',
  '[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-text-muted',
);

/** The open menu. Its button was there before this code, so an unseen stand-in of the same size is Radix's own. */
export function DropdownMenuContent(props: DropdownMenuContentProps) {
  const {
    open,
    onOpenChange,
    labelledBy,
    holder,
    byKeyboard,
    entries,
    align = 'end',
    side,
    className,
  } = props;
  const leftByPointer = useRef(false);
  useEffect(() => {
    if (open) noteMenuButton(document.getElementById(labelledBy));
  }, [open, labelledBy]);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Primitive.Trigger asChild>
        <span aria-hidden className="pointer-events-none absolute inset-0" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-labelledby={labelledBy}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onFocus={({ target, currentTarget }) => {
            // Radix sees keys only from the moment this code is there, which may be after the one that opened the menu.
            if (target !== currentTarget || !byKeyboard.current) return;
            byKeyboard.current = false;
            currentTarget.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
          }}
          onInteractOutside={(event) => {
            // The button closes it by itself.
            if (holder.current?.contains(event.target as Node)) event.preventDefault();
            else leftByPointer.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            noteMenuButton(null);
            const elsewhere = document.activeElement !== document.body && document.activeElement !== null;
            if (!leftByPointer.current && !elsewhere) document.getElementById(labelledBy)?.focus();
            leftByPointer.current = false;
          }}
          // It leaves at once: as long as it is drawn it takes Escape, which a dialog that it led to should have.
          className={cn(
            'float motion-pop z-40 min-w-44 rounded p-1 data-[state=closed]:animate-none',
            className,
          )}
        >
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries stand still while it is open.
            <Entry key={index} entry={entry} />
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry === 'separator') return <Primitive.Separator className="-mx-1 my-1 h-px bg-border" />;
  if ('heading' in entry) return <Heading>{entry.heading}</Heading>;
  if ('label' in entry) return <Item {...entry} />;
  if ('toggle' in entry) {
    return (
      <Primitive.CheckboxItem
        checked={entry.checked}
        onCheckedChange={entry.onToggle}
        onSelect={(event) => event.preventDefault()}
        className={itemStyle}
      >
        {entry.icon}
        <span className="flex-1">{entry.toggle}</span>
        <Primitive.ItemIndicator>
          <Check aria-hidden />
        </Primitive.ItemIndicator>
      </Primitive.CheckboxItem>
    );
  }
  return (
    <Primitive.RadioGroup value={entry.value} onValueChange={entry.onChange} aria-label={entry.choice}>
      <Heading>{entry.choice}</Heading>
      {entry.options.map((option) => (
        <Primitive.RadioItem
          key={option.value}
          value={option.value}
          className={itemStyle}
          onSelect={(event) => event.preventDefault()}
        >
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Primitive.ItemIndicator>
            <Check aria-hidden />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}

function Item({ label, icon, onSelect, href, danger }: MenuItem) {
  const className = cn(itemStyle, danger && 'text-danger-text [&_svg]:text-danger-text!');
  if (href) {
    return (
      <Primitive.Item asChild onSelect={onSelect}>
        <Link href={href} className={className}>
          {icon}
          {label}
        </Link>
      </Primitive.Item>
    );
  }
  return (
    <Primitive.Item onSelect={onSelect} className={className}>
      {icon}
      {label}
    </Primitive.Item>
  );
}

function Heading({ children }: { children: string }) {
  return <Primitive.Label className="px-2.5 pt-2 pb-1 text-text-muted text-xs">{children}</Primitive.Label>;
}
