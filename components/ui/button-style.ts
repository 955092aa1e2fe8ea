import { cn } from './cn';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'sm' | 'md';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-border bg-surface-raised text-text hover:bg-surface-hover',
  quiet: 'border-transparent bg-transparent text-text hover:bg-surface-hover',
  danger: 'border-transparent bg-danger text-on-accent hover:bg-danger-hover',
};
const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 gap-1.5 px-2.5 text-xs rounded-sm pointer-coarse:px-3.5 pointer-coarse:text-sm',
  md: 'h-9 gap-2 px-3.5 text-base rounded',
};

/** The look of a button, for a button and for a link that looks like one. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string) {
  return cn(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap border font-medium',
    'transition-colors duration-120 pointer-coarse:min-h-10',
    'disabled:opacity-50 aria-disabled:opacity-50 aria-busy:motion-busy',
    variants[variant],
    sizes[size],
    className,
  );
}
