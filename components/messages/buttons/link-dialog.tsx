'use client';

import { ExternalLink } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Dialog } from '@/components/ui/overlays/dialog';
import { CopyButton } from '@/components/ui/text/copy-button';
import { linkDestination } from '@/lib/messages/markup/safe-url';
import type { MessageButton } from '@/lib/messages/parts/buttons';
import { opensPage } from './platform-link';
import { trust } from './trusted-hosts';

type LinkDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  href: string;
  /** `preview`: the reader only wanted to see where it goes. */
  kind: 'open' | 'preview';
  confirm: MessageButton['confirm'];
};

/** Shows where a button leads before anything is opened. The page there is neither framed here nor fetched by the server. */
export function LinkDialog({ open, onOpenChange, href, kind, confirm }: LinkDialogProps) {
  const destination = linkDestination(href);
  const isPage = opensPage(href);
  const [remember, setRemember] = useState(false);
  const rememberId = useId();
  const follow = () => {
    if (remember) trust(destination);
    onOpenChange(false);
  };
  const title = isPage
    ? kind === 'open'
      ? `Open ${destination}?`
      : `A link to ${destination}`
    : `${href.startsWith('tel:') ? 'Call' : 'Write to'} ${destination}?`;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={confirm?.title ?? title}
      description={
        confirm?.description ??
        (isPage ? 'It opens in a new tab, outside Postern.' : 'Another program of your device opens it.')
      }
      size="sm"
      footer={
        <>
          {kind === 'preview' ? (
            <CopyButton value={href} label="Copy address" text="Copy address" size="md" />
          ) : (
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          )}
          <a
            href={href}
            target={isPage ? '_blank' : undefined}
            rel="noopener noreferrer nofollow ugc"
            onClick={follow}
            className={buttonStyle('primary', 'md', 'min-w-0 max-w-full')}
          >
            <span className="truncate">
              {confirm?.buttonText ?? (isPage ? `Open ${destination}` : 'Continue')}
            </span>
            {isPage && <ExternalLink aria-hidden className="size-3.5 shrink-0" />}
          </a>
        </>
      }
    >
      <Address href={href} destination={destination} />
      {isPage && kind === 'open' && !confirm && (
        <div className="mt-3 flex items-center gap-2">
          <input
            id={rememberId}
            type="checkbox"
            checked={remember}
            onChange={(event) => setRemember(event.target.checked)}
            className="size-4 shrink-0 accent-accent"
          />
          <label htmlFor={rememberId} className="wrap-anywhere py-1.5 text-sm">
            Do not ask again for {destination}
          </label>
        </div>
      )}
    </Dialog>
  );
}

/** The whole address, its host the part that stands out. */
function Address({ href, destination }: { href: string; destination: string }) {
  const at = href.indexOf(destination);
  const [before, after] = at < 0 ? [href, ''] : [href.slice(0, at), href.slice(at + destination.length)];
  return (
    <p
      dir="ltr"
      className="wrap-anywhere max-h-40 overflow-y-auto rounded border bg-surface-sunken px-3 py-2 font-mono text-sm text-text-muted"
    >
      {before}
      {at >= 0 && <strong className="font-semibold text-text">{destination}</strong>}
      {after}
    </p>
  );
}
