'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

type DropdownMenuProps = {
  /** The button that opens it. */
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
};

export function DropdownMenu({
  trigger,
  children,
  align = 'end',
  side,
  open,
  onOpenChange,
  className,
}: DropdownMenuProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn('float motion-pop z-50 min-w-44 rounded p-1', className)}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

const itemStyle = cn(
  'flex cursor-default select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-base outline-none',
  'data-disabled:opacity-50 data-highlighted:bg-surface-hover pointer-coarse:min-h-10',
  '[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-text-muted',
);

type DropdownMenuItemProps = {
  children: ReactNode;
  icon?: ReactNode;
  onSelect?: (event: Event) => void;
  /** Makes it a link. */
  href?: string;
  danger?: boolean;
  disabled?: boolean;
};

export function DropdownMenuItem({
  children,
  icon,
  onSelect,
  href,
  danger,
  disabled,
}: DropdownMenuItemProps) {
  const className = cn(itemStyle, danger && 'text-danger-text [&_svg]:text-danger-text');
  if (href) {
    return (
      <Primitive.Item asChild disabled={disabled} onSelect={onSelect}>
        <Link href={href} className={className}>
          {icon}
          {children}
        </Link>
      </Primitive.Item>
    );
  }
  return (
    <Primitive.Item disabled={disabled} onSelect={onSelect} className={className}>
      {icon}
      {children}
    </Primitive.Item>
  );
}

type DropdownMenuChoiceProps<T extends string> = {
  label: string;
  options: readonly { value: T; label: string; icon?: ReactNode }[];
  value: T;
  onChange: (value: T) => void;
};

/** A group of which one is chosen. */
export function DropdownMenuChoice<T extends string>({
  label,
  options,
  value,
  onChange,
}: DropdownMenuChoiceProps<T>) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={(next) => onChange(next as T)} aria-label={label}>
      <DropdownMenuLabel>{label}</DropdownMenuLabel>
      {options.map((option) => (
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

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2.5 pt-2 pb-1 text-text-muted text-xs">{children}</Primitive.Label>;
}

export function DropdownMenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-border" />;
}
