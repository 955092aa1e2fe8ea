'use client';

import { createContext, useContext } from 'react';
import type { ShellFeeds } from '@/lib/shell/dto';

export type ShellData = {
  workspace: string;
  user: { name: string; email: string; administrator: boolean };
  feeds: ShellFeeds;
  /** When the Webhook Tokens module closes again (ISO 8601); null: it is closed. */
  moduleOpenUntil: string | null;
  openPalette: () => void;
};

export const ShellContext = createContext<ShellData | null>(null);

export function useShell(): ShellData {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('useShell needs the Shell around it.');
  return shell;
}
