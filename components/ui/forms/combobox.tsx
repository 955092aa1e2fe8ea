'use client';

import { Command } from 'cmdk';
import { Check, ChevronsUpDown, Search } from 'lucide-react';
import { Popover as Primitive } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { cn } from '../cn';
import { choiceItem, choiceList, choiceTrigger } from './choice-style';
import { useField } from './field';

export type ComboboxItem = { value: string; label: string; hint?: string; icon?: ReactNode };

type ComboboxProps = {
  items: readonly ComboboxItem[];
  value: string | undefined;
  onChange: (value: string) => void;
  placeholder?: string;
  searchPlaceholder?: string;
  /** Called with what is typed where the items are found elsewhere; without it, they are filtered here. */
  onSearch?: (text: string) => void;
  /** Said when the search finds nothing. */
  emptyText?: string;
  /** Its name, where no Field gives it one. */
  label?: string;
  disabled?: boolean;
  size?: 'sm' | 'md';
};

/** One of many, found by typing. */
export function Combobox({
  items,
  value,
  onChange,
  placeholder = 'Choose…',
  searchPlaceholder = 'Search…',
  onSearch,
  emptyText = 'Nothing matches.',
  label,
  disabled,
  size = 'md',
}: ComboboxProps) {
  const [open, setOpen] = useState(false);
  const field = useField();
  const selected = items.find((item) => item.value === value);
  const toggle = (next: boolean) => {
    setOpen(next);
    if (!next) onSearch?.('');
  };
  const choose = (next: string) => {
    onChange(next);
    toggle(false);
  };
  return (
    <Primitive.Root open={open} onOpenChange={toggle}>
      <Primitive.Trigger
        id={field?.id}
        role="combobox"
        aria-expanded={open}
        aria-label={label}
        aria-labelledby={field?.labelId}
        aria-describedby={field?.describedBy}
        aria-invalid={field?.invalid || undefined}
        disabled={disabled}
        className={choiceTrigger(size)}
      >
        {selected?.icon && <span className="shrink-0 text-text-muted [&_svg]:size-4">{selected.icon}</span>}
        <span className={cn('min-w-0 flex-1 truncate', !selected && 'text-text-muted')}>
          {selected?.label ?? placeholder}
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-text-muted" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={cn(choiceList, 'w-(--radix-popover-trigger-width) min-w-60')}
        >
          <Command label={label ?? placeholder} loop shouldFilter={!onSearch}>
            <div className="flex items-center gap-2 border-b px-3">
              <Search aria-hidden className="size-4 shrink-0 text-text-muted" />
              <Command.Input
                placeholder={searchPlaceholder}
                onValueChange={onSearch}
                className="h-10 w-full bg-transparent outline-none"
              />
            </div>
            <Command.List className="max-h-64 overflow-y-auto p-1" aria-label={label ?? placeholder}>
              <Command.Empty className="px-2.5 py-6 text-center text-text-muted">{emptyText}</Command.Empty>
              {items.map((item) => (
                <Command.Item
                  key={item.value}
                  value={item.value}
                  keywords={[item.label, item.hint ?? '']}
                  onSelect={() => choose(item.value)}
                  className={choiceItem}
                >
                  {item.icon && <span className="shrink-0 text-text-muted [&_svg]:size-4">{item.icon}</span>}
                  <span className="min-w-0 truncate">{item.label}</span>
                  {item.hint && <span className="min-w-0 truncate text-text-muted text-xs">{item.hint}</span>}
                  {item.value === value && <Check aria-hidden className="ml-auto size-4 shrink-0" />}
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
