import type { Accent } from '@/lib/messages/content';

/** The colour of a message: a stripe, and a tint on which text keeps its contrast. */
export const accentTints: Record<Accent, string> = {
  red: 'border-s-danger bg-danger-soft/60',
  yellow: 'border-s-warning bg-warning-soft/60',
  green: 'border-s-success bg-success-soft/60',
  blue: 'border-s-accent bg-accent-soft/60',
  grey: 'border-s-border-strong bg-surface-sunken',
};
