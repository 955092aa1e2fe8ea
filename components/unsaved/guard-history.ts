import { beforeLeaving, hasUnsaved } from './unsaved';

type Navigation = { currentEntry: { index: number } | null };

/** The place in the history of this tab; null in browsers that do not tell. */
function indexNow(): number | null {
  return (window as { navigation?: Navigation }).navigation?.currentEntry?.index ?? null;
}

/**
 * Back and Forward change the address before anybody is asked. This keeps the router from hearing of it, puts the address
 * back, and takes the step again after the person's consent.
 * @returns `noteHere` says that the page with something unsaved is the present one; `stop`.
 */
export function guardHistory() {
  let home = { path: window.location.pathname, index: indexNow() };
  let isReturning = false;
  const onPopState = (event: PopStateEvent) => {
    if (!hasUnsaved()) return;
    if (window.location.pathname === home.path) {
      // The address is back, so the router need not hear of it.
      if (isReturning) event.stopImmediatePropagation();
      isReturning = false;
      return;
    }
    event.stopImmediatePropagation();
    const index = indexNow();
    // Where the place is unknown, the step counts as Back, which it nearly always is.
    const steps = index === null || home.index === null ? -1 : index - home.index;
    isReturning = true;
    window.history.go(-steps);
    beforeLeaving(() => window.history.go(steps));
  };
  // Before the router's own, which is on the window too.
  window.addEventListener('popstate', onPopState, { capture: true });
  return {
    noteHere: () => {
      home = { path: window.location.pathname, index: indexNow() };
      isReturning = false;
    },
    stop: () => window.removeEventListener('popstate', onPopState, { capture: true }),
  };
}
