'use client';

import { Ellipsis, History, Link2, Pencil, Trash2 } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import type { TokenRow } from '@/lib/webhook-tokens/dto';
import { usageHref } from './paths';

type TokenMenuProps = {
  token: TokenRow;
  /** The menu is on the usage history itself, so it has no link to it. */
  here?: boolean;
  onGetUrl: () => void;
  onRename: () => void;
  onDelete: () => void;
};

export function TokenMenu({ token, here, onGetUrl, onRename, onDelete }: TokenMenuProps) {
  return (
    <DropdownMenu
      trigger={
        <IconButton label={`More for ${token.name}`} size="sm" className="relative z-1">
          <Ellipsis aria-hidden />
        </IconButton>
      }
      entries={[
        !here && { label: 'Usage history', icon: <History aria-hidden />, href: usageHref(token.id) },
        { label: 'Get Webhook URL', icon: <Link2 aria-hidden />, onSelect: onGetUrl },
        { label: 'Rename', icon: <Pencil aria-hidden />, onSelect: onRename },
        'separator',
        { label: 'Delete', icon: <Trash2 aria-hidden />, onSelect: onDelete, danger: true },
      ]}
    />
  );
}
