'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { useField } from './field';
import { controlStyle } from './input';

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
        className={cn(
          controlStyle,
          'flex items-center justify-between gap-2 text-left data-placeholder:text-text-muted',
          size === 'sm' ? 'h-8 text-sm' : 'h-9',
          className,
        )}
      >
        <span className="truncate">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-text-muted" />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="float motion-pop z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded p-1"
        >
          <Primitive.Viewport>
            {options.map((option) => (
              <Primitive.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="flex cursor-default select-none items-center gap-2 rounded-sm py-1.5 pr-2 pl-2.5 text-base outline-none data-disabled:opacity-50 data-highlighted:bg-surface-hover pointer-coarse:min-h-10"
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
