'use client';

import { Link2, MoreHorizontal } from 'lucide-react';
import { type ButtonHTMLAttributes, type ReactElement, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { useIsPainted } from '@/components/ui/loading/use-is-painted';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import { toast } from '@/components/ui/overlays/toaster';
import { copyText } from '@/components/ui/text/copy-text';
import { RelativeTime } from '@/components/ui/text/relative-time';
import { clockTime, exactTime } from '@/components/ui/text/time';
import { messageHref } from '@/lib/feeds/message-address';

type MessageMenuProps = {
  seq: number;
  /** ISO 8601. */
  sentAt: string;
  /** The page of the feed; null: the message has no address. */
  address: string | null;
  timeZone: string | null;
};

/** The time of a message: in words beside its sender, as clock time on later lines of a group. A press opens the menu, which has the exact time. */
export function MessageTime({ look, ...props }: MessageMenuProps & { look: 'words' | 'clock' }) {
  const { sentAt, timeZone } = props;
  const at = new Date(sentAt);
  const exact = timeZone === null ? undefined : exactTime(at);
  return (
    <Menu
      {...props}
      align="start"
      trigger={
        <button
          type="button"
          data-tip={exact}
          className={cn(
            'whitespace-nowrap rounded-sm text-text-muted hover:text-text aria-expanded:text-text',
            // A finger needs more room than the line has, so the target reaches beyond the line.
            'pointer-coarse:min-h-10 pointer-coarse:min-w-10',
            look === 'words'
              ? // 24 px of its own also where a link stands right below.
                '-mt-[7px] -mb-px pt-[7px] pb-px pointer-coarse:-my-2.5 text-xs'
              : 'pointer-coarse:-my-2.5 pointer-coarse:-mx-1 text-right text-[11px] tabular-nums leading-5',
          )}
        >
          {look === 'words' ? (
            <RelativeTime at={sentAt} untitled />
          ) : (
            <time dateTime={sentAt}>{timeZone && clockTime(at, timeZone)}</time>
          )}
          <span className="sr-only">{exact && `, ${exact}`}</span>
        </button>
      }
    />
  );
}

/**
 * The same menu at the end of the row. It shows on hover and focus, and always for fingers where `isOnTouch`. It comes after the
 * message: a quarter of what a feed draws are these menus.
 */
export function MessageMore({ isOnTouch, ...props }: MessageMenuProps & { isOnTouch: boolean }) {
  const isPainted = useIsPainted();
  if (!isPainted) return null;
  return (
    <span
      className={cn(
        'absolute top-1 right-2 z-10 rounded-sm bg-surface-raised opacity-0 shadow-[0_0_0_1px_var(--border)] sm:right-4',
        'focus-within:opacity-100 group-hover/message:opacity-100 has-aria-expanded:opacity-100',
        isOnTouch
          ? 'pointer-coarse:bg-transparent pointer-coarse:opacity-100 pointer-coarse:shadow-none'
          : 'pointer-coarse:hidden',
      )}
    >
      <Menu
        {...props}
        align="end"
        trigger={
          <IconButton label="More about this message" size="sm">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      />
    </span>
  );
}

type MenuProps = MessageMenuProps & {
  trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  align: 'start' | 'end';
};

function Menu({ seq, sentAt, address, timeZone, trigger, align }: MenuProps) {
  // Writing a time out is slow, and a feed has a hundred of these menus.
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <DropdownMenu
      align={align}
      trigger={trigger}
      onOpenChange={(open) => open && setWasOpened(true)}
      entries={[
        wasOpened && timeZone !== null && { heading: exactTime(new Date(sentAt)) },
        address !== null && {
          label: 'Copy link',
          icon: <Link2 aria-hidden />,
          onSelect: () => void copyLink(messageHref(address, seq)),
        },
      ]}
    />
  );
}

async function copyLink(href: string) {
  try {
    const isCopied = await copyText(new URL(href, window.location.origin).href);
    if (isCopied) toast('Link copied. It opens for those who may read this message.');
  } catch (error) {
    toast.error((error as Error).message);
  }
}
