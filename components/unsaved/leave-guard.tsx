'use client';

import { useRouter } from 'next/navigation';
import { type ComponentType, useEffect, useState } from 'react';
import { guardHistory } from './guard-history';
import type { LeaveDialogProps } from './leave-dialog';
import { attachGuard, beforeLeaving, hasUnsaved } from './unsaved';

const loadDialog = () => import('./leave-dialog').then((file) => file.LeaveDialog);

/**
 * Asks before a page with something unsaved is left: by a link wherever it stands, Back and Forward, or `beforeLeaving`. Asks before
 * a dialog of it is closed, too.
 */
export function LeaveGuard() {
  const router = useRouter();
  const [Dialog, setDialog] = useState<ComponentType<LeaveDialogProps> | null>(null);
  const [going, setGoing] = useState<{ go: () => void } | null>(null);

  useEffect(() => {
    const history = guardHistory();
    const ask = (go: () => void) => {
      loadDialog().then(
        (loaded) => {
          setDialog(() => loaded);
          setGoing({ go });
        },
        // An update has taken its code away: the browser's own question is better than none.
        () => window.confirm('Leave without saving? What you changed here is lost.') && go(),
      );
    };
    const begun = () => {
      history.noteHere();
      void loadDialog().catch(() => {});
    };
    const detach = attachGuard({ ask, begun });
    const onClick = (event: MouseEvent) => followLater(event, (href) => router.push(href));
    // The window hears a click before React, which listens on the document.
    window.addEventListener('click', onClick, { capture: true });
    return () => {
      detach();
      history.stop();
      window.removeEventListener('click', onClick, { capture: true });
    };
  }, [router]);

  return (
    Dialog && (
      <Dialog
        open={going !== null}
        onStay={() => setGoing(null)}
        onLeave={() => {
          setGoing(null);
          going?.go();
        }}
      />
    )
  );
}

/** A plain click on a link to another page of ours waits for the answer; what opens elsewhere leaves this page as it is. */
function followLater(event: MouseEvent, push: (href: string) => void) {
  if (!hasUnsaved() || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download')) return;
  if (link.target !== '' && link.target !== '_self') return;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== window.location.origin || pathname === window.location.pathname) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // An item of a menu is gone by then.
  beforeLeaving(() => (link.isConnected ? link.click() : push(`${pathname}${search}${hash}`)));
}
