import { modalForBack } from '@/components/ui/overlays/open-modals';
import { goToEntry, historyEntry } from '@/components/ui/page/history-entry';
import { beforeLeaving, hasUnsaved } from './unsaved';

type Place = { path: string; entry: ReturnType<typeof historyEntry> };

const placeNow = (): Place => ({ path: window.location.pathname, entry: historyEntry() });

/**
 * Back and Forward change the address before anybody is asked. This keeps the router from hearing of it, puts the address
 * back, and then closes the dialog on top, or asks about what is unsaved and takes the step again after the person's consent.
 * @returns `noteHere` says that the page with something unsaved is the present one; `stop`.
 */
export function guardHistory() {
  let home = placeNow();
  /** The address is on its way back to this place. */
  let returning: { to: Place; deed: () => void } | null = null;

  function goBackTo(to: Place, deed: () => void) {
    if (to.entry) {
      returning = { to, deed };
      goToEntry(to.entry);
      return;
    }
    // Where the place is unknown, the step counts as Back, which it nearly always is.
    returning = { to, deed: () => {} };
    window.history.go(1);
    deed();
  }

  const onPopState = (event: PopStateEvent) => {
    const now = placeNow();
    if (returning) {
      const { to, deed } = returning;
      const isThere = to.entry ? to.entry.key === now.entry?.key : to.path === now.path;
      if (isThere) {
        // The address is back, so the router need not hear of it.
        event.stopImmediatePropagation();
        returning = null;
        return deed();
      }
      if (to.entry) {
        // Another step came in between.
        event.stopImmediatePropagation();
        return goToEntry(to.entry);
      }
    }
    const modal = modalForBack();
    if (modal) {
      // A step back to where the dialog was opened is none away from it.
      if (modal.entry.key === now.entry?.key) return;
      event.stopImmediatePropagation();
      return goBackTo({ path: now.path, entry: modal.entry }, modal.dismiss);
    }
    if (!hasUnsaved() || now.path === home.path) return;
    event.stopImmediatePropagation();
    const steps = now.entry && home.entry ? now.entry.index - home.entry.index : -1;
    goBackTo(home, () => beforeLeaving(() => window.history.go(steps)));
  };
  // Before the router's own, which is on the window too.
  window.addEventListener('popstate', onPopState, { capture: true });
  return {
    noteHere: () => {
      home = placeNow();
      returning = null;
    },
    stop: () => window.removeEventListener('popstate', onPopState, { capture: true }),
  };
}
