'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { choiceItem, choiceList, choiceTrigger } from './choice-style';
import { useField } from './field';

type SelectOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type SelectProps = {
  options: readonly SelectOption[];
  value: string | undefined;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Its name, where no Field gives it one. */
  label?: string;
  disabled?: boolean;
  size?: 'sm' | 'md';
  className?: string;
};

/** One of a few. For a long or searchable list use Combobox. */
export function Select({
  options,
  value,
  onChange,
  placeholder,
  label,
  disabled,
  size = 'md',
  className,
}: SelectProps) {
  const field = useField();
  return (
    <Primitive.Root value={value ?? ''} onValueChange={onChange} disabled={disabled}>
      <Primitive.Trigger
        id={field?.id}
        aria-label={label}
        aria-describedby={field?.describedBy}
        aria-invalid={field?.invalid || undefined}
        className={cn(choiceTrigger(size), className)}
      >
        <span className="min-w-0 flex-1 truncate">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-text-muted" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            choiceList,
            'max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) p-1',
          )}
        >
          <Primitive.Viewport>
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className={choiceItem}
              >
                <div className="min-w-0 flex-1">
                  <Primitive.ItemText>{option.label}</Primitive.ItemText>
                  {option.hint && <div className="text-text-muted text-xs">{option.hint}</div>}
                </div>
                <span className="size-4">
                  <Primitive.ItemIndicator>
                    <Check aria-hidden className="size-4" />
                  </Primitive.ItemIndicator>
                </span>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
