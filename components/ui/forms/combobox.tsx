'use client';

import { Command } from 'cmdk';
import { Check, ChevronsUpDown, Search } from 'lucide-react';
import { Popover as Primitive } from 'radix-ui';
import { memo, type ReactNode, useState } from 'react';
import { cn } from '../cn';
import { choiceItem, choiceList, choiceTrigger } from './choice-style';
import { useField } from './field';
import { isComposing } from './is-composing';
import { hasWords, wordsOf } from './words-of';

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
          onEscapeKeyDown={(event) => isComposing(event) && event.preventDefault()}
          className={cn(choiceList, 'w-(--radix-popover-trigger-width) min-w-60')}
        >
          <Choices
            {...{ items, value, onSearch, searchPlaceholder, emptyText }}
            label={label ?? placeholder}
            onChoose={choose}
          />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type ChoicesProps = Required<Pick<ComboboxProps, 'searchPlaceholder' | 'emptyText' | 'label'>> &
  Pick<ComboboxProps, 'items' | 'value' | 'onSearch'> & { onChoose: (value: string) => void };

/** Filtered here rather than by `Command`, which weighs each item against what is typed and then puts all of them in order anew. */
function Choices({ items, value, onSearch, searchPlaceholder, emptyText, label, onChoose }: ChoicesProps) {
  const [search, setSearch] = useState('');
  const sought = onSearch ? [] : wordsOf(search);
  const onType = (text: string) => {
    setSearch(text);
    onSearch?.(text);
  };
  return (
    <Command label={label} loop shouldFilter={false}>
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden className="size-4 shrink-0 text-text-muted" />
        <Command.Input
          value={search}
          placeholder={searchPlaceholder}
          onValueChange={onType}
          className="h-10 w-full bg-transparent outline-none"
        />
      </div>
      <Command.List className="max-h-64 overflow-y-auto p-1" aria-label={label}>
        <Command.Empty className="px-2.5 py-6 text-center text-text-muted">{emptyText}</Command.Empty>
        {items
          .filter((item) => hasWords(`${item.label}\n${item.hint ?? ''}\n${item.value}`, sought))
          .map((item) => (
            <Choice key={item.value} item={item} isChosen={item.value === value} onChoose={onChoose} />
          ))}
      </Command.List>
    </Command>
  );
}

type ChoiceProps = { item: ComboboxItem; isChosen: boolean; onChoose: (value: string) => void };

/** Not drawn again while somebody types. */
const Choice = memo(function Choice({ item, isChosen, onChoose }: ChoiceProps) {
  return (
    <Command.Item value={item.value} onSelect={() => onChoose(item.value)} className={choiceItem}>
      {item.icon && <span className="shrink-0 text-text-muted [&_svg]:size-4">{item.icon}</span>}
      <span className="min-w-0 truncate">{item.label}</span>
      {item.hint && <span className="min-w-0 truncate text-text-muted text-xs">{item.hint}</span>}
      {isChosen && <Check aria-hidden className="ml-auto size-4 shrink-0" />}
    </Command.Item>
  );
});
