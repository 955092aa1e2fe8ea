'use client';

import { Menu } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { totalOf } from '@/components/unread/unread-total';
import { useShell } from '../shell-context';

/** Opens the whole navigation where it is not in sight, and tells that something in it is unread. */
export function NavigationButton({ label, onPress }: { label: string; onPress: () => void }) {
  const isUnread = totalOf(useShell().feeds) > 0;
  return (
    <IconButton label={isUnread ? `${label}, some unread` : label} onClick={onPress} className="relative">
      <Menu aria-hidden />
      {isUnread && <span className="absolute top-1.5 right-1.5 size-2 rounded-full bg-accent" />}
    </IconButton>
  );
}
