'use client';

import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Select } from './forms/select';

type TabsProps<T extends string> = {
  options: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
  /** What is chosen by them. */
  label: string;
  /** What belongs to the chosen one. */
  children: ReactNode;
};

/** One of many views of the same thing. Where there is no room for a row of tabs, a select stands in their place. */
export function Tabs<T extends string>({ options, value, onChange, label, children }: TabsProps<T>) {
  const choose = (next: string) => onChange(next as T);
  return (
    <Primitive.Root value={value} onValueChange={choose}>
      <div className="sm:hidden">
        <Select label={label} value={value} onChange={choose} options={options} />
      </div>
      <Primitive.List aria-label={label} className="flex flex-wrap gap-1 max-sm:hidden">
        {options.map((option) => (
          <Primitive.Trigger
            key={option.value}
            value={option.value}
            className="h-7 rounded-sm border border-transparent px-2.5 font-medium text-sm text-text-muted transition-colors duration-120 hover:bg-surface-hover hover:text-text data-[state=active]:border-border data-[state=active]:bg-surface-sunken data-[state=active]:text-text pointer-coarse:h-10"
          >
            {option.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      <Primitive.Content value={value} tabIndex={-1} className="mt-3 outline-none">
        {children}
      </Primitive.Content>
    </Primitive.Root>
  );
}
