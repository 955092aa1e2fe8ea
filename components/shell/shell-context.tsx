'use client';

import { createContext, useContext } from 'react';
import type { ShellFeeds } from '@/lib/shell/dto';
import type { StepUpGiven } from '@/lib/step-up/dto';

export type ShellData = {
  workspace: string;
  user: { id: string; name: string; email: string; administrator: boolean };
  feeds: ShellFeeds;
  /** How long the Webhook Tokens module is open; null: it is closed. */
  stepUp: StepUpGiven | null;
  openPalette: () => void;
  /** Opens the dialog that makes one, over whatever page it is. */
  create: (what: 'channel' | 'bot') => void;
  /** Leads to another page after asking for what is unsaved; like a pressed link it shows that it is under way. */
  goTo: (href: string) => void;
};

export const ShellContext = createContext<ShellData | null>(null);

export function useShell(): ShellData {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('useShell needs the Shell around it.');
  return shell;
}
