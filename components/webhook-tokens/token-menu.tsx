'use client';

import { Ellipsis, History, Link2, Pencil, Trash2 } from 'lucide-react';
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import type { TokenRow } from '@/lib/webhook-tokens/dto';

import { usageHref } from './paths';

type TokenMenuProps = {
  token: TokenRow;
  /** On the usage history itself: no link to it. */
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
    >
      {!here && (
        <DropdownMenuItem icon={<History aria-hidden />} href={usageHref(token.id)}>
          Usage history
        </DropdownMenuItem>
      )}
      <DropdownMenuItem icon={<Link2 aria-hidden />} onSelect={onGetUrl}>
        Get Webhook URL
      </DropdownMenuItem>
      <DropdownMenuItem icon={<Pencil aria-hidden />} onSelect={onRename}>
        Rename
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem icon={<Trash2 aria-hidden />} onSelect={onDelete} danger>
        Delete
      </DropdownMenuItem>
    </DropdownMenu>
  );
}
