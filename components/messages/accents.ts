import type { Accent } from '@/lib/messages/message-content';

/** The colour of a message: a stripe, and a tint on which text keeps its contrast. */
export const accentTints: Record<Accent, string> = {
  red: 'border-s-danger bg-danger-soft',
  yellow: 'border-s-warning bg-warning-soft',
  green: 'border-s-success bg-success-soft',
  blue: 'border-s-accent bg-accent-soft',
  grey: 'border-s-border-strong bg-surface-sunken',
};
