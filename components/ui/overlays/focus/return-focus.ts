import { type RefObject, useCallback, useRef } from 'react';
import { pageHeading } from '../../page/page-heading';
import { menuButton } from '../menu-button';
import { isOpenModal, isReachable, topPanel } from '../open-modals';

/**
 * Gives the focus back to what opened a dialog. A field with `autoFocus` takes it before the dialog's own
 * bookkeeping looks, so the opener is noted as soon as the dialog is about to be drawn. Where the opener goes with what was
 * deleted, at once or a moment later, the dialog below or the page's heading has the focus: a keyboard would begin at the top of
 * the document.
 * @param instead what has it when the dialog closes now, rather than the opener; null: the opener.
 * @returns gives it back, for when the dialog is gone.
 */
export function useReturnFocus(
  open: boolean,
  panel: RefObject<HTMLElement | null>,
  instead?: () => Element | null,
): () => void {
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  const preferred = useRef(instead);
  if (open && !wasOpen.current && typeof document !== 'undefined') opener.current = openerOf(document);
  wasOpen.current = open;
  preferred.current = instead;
  return useCallback(() => {
    if (isOpenModal(panel.current)) return;
    const before = opener.current;
    const isGiven = focus(preferred.current?.() ?? null) || focus(before);
    if (isGiven && document.activeElement) passOnWhenGone(document.activeElement);
    else if (isGone(before)) passOn();
  }, [panel]);
}

const isGone = (element: Element | null) => element !== null && !element.isConnected;

/** A dialog that closed together with this one may have given the focus back already. */
const isNowhere = ({ activeElement, body }: Document) => activeElement === null || activeElement === body;

function passOn() {
  if (isNowhere(document)) focus(topPanel() ?? pageHeading(), true);
}

/** The list that knows what was done may take the element away later; whoever has left it by then is left alone. */
function passOnWhenGone(element: Element) {
  const removals = new MutationObserver(() => {
    if (element.isConnected) return;
    removals.disconnect();
    passOn();
  });
  removals.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', () => removals.disconnect(), { once: true });
}

/** False where it cannot be had, as below another dialog. */
function focus(element: Element | null, preventScroll = false): boolean {
  if (!(element instanceof HTMLElement) || element === document.body || !isReachable(element)) return false;
  element.focus({ preventScroll });
  return document.activeElement === element;
}

/** The focused element; for an item of a menu, which goes with its menu, the menu's button. */
function openerOf({ activeElement, body }: Document): Element | null {
  if (activeElement === body) return menuButton() ?? body;
  const button = activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : activeElement;
}
