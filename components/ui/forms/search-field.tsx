'use client';

import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from '../cn';
import { Input } from './input';

type SearchFieldProps = Omit<ComponentProps<typeof Input>, 'type' | 'onChange'> & {
  label: string;
  onChange: (text: string) => void;
  /** As high as the small buttons beside it. */
  small?: boolean;
};

/** A field that narrows what is shown below it. */
export function SearchField({
  label,
  onChange,
  small,
  className,
  placeholder = label,
  ...input
}: SearchFieldProps) {
  return (
    <div className={cn('relative', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-text-muted"
      />
      <Input
        {...input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        className={cn('ps-9!', small && 'h-8! pointer-fine:text-sm!')}
      />
    </div>
  );
}
