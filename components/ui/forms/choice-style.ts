import { cn } from '../cn';
import { controlStyle } from './input';

/** What opens the list of a select or a combobox, and shows what is chosen. */
export const choiceTrigger = (size: 'sm' | 'md') =>
  cn(
    controlStyle,
    'flex items-center gap-2 text-left data-placeholder:text-text-muted',
    size === 'sm' ? 'h-8 text-sm' : 'h-9',
  );

export const choiceList = 'float motion-pop z-40 overflow-hidden rounded';

export const choiceItem =
  'flex cursor-default select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 outline-none data-disabled:opacity-50 data-highlighted:bg-surface-hover data-[selected=true]:bg-surface-hover pointer-coarse:min-h-10';
