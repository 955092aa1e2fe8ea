'use client';

import type { ComponentProps } from 'react';
import { cn } from '../cn';
import { useField } from './field';
import { controlStyle } from './input';

/** Several lines of text; grows with them where the browser can. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  const field = useField();
  return (
    <textarea
      id={field?.id}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.invalid || undefined}
      rows={3}
      {...props}
      className={cn(controlStyle, 'field-sizing-content min-h-20 resize-y py-2', className)}
    />
  );
}
