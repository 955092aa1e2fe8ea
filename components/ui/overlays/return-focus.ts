import { useRef } from 'react';
import { pageHeading } from '../page/page-heading';
import { menuButton } from './menu-button';

/**
 * Gives the focus back to what opened a dialog. A field with `autoFocus` takes it before the dialog's own
 * bookkeeping looks, so the opener is noted as soon as the dialog is about to be drawn. Where the opener is gone with what was
 * deleted, the page's heading has the focus, so that a keyboard does not begin at the top of the document.
 * @param instead what has it when the dialog closes now, rather than the opener; null: the opener.
 * @returns the handler for `onCloseAutoFocus`.
 */
export function useReturnFocus(open: boolean, instead?: () => Element | null): (event: Event) => void {
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current && typeof document !== 'undefined') opener.current = openerOf(document);
  wasOpen.current = open;
  return (event) => {
    const before = opener.current;
    if (focus(instead?.() ?? null) || focus(before) || (isGone(before) && focus(pageHeading(), true)))
      event.preventDefault();
  };
}

const isGone = (element: Element | null) => element !== null && !element.isConnected;

function focus(element: Element | null, preventScroll = false): boolean {
  if (!(element instanceof HTMLElement) || element === document.body) return false;
  element.focus({ preventScroll });
  return document.activeElement === element;
}

/** The focused element; for an item of a menu, which goes with its menu, the menu's button. */
function openerOf({ activeElement, body }: Document): Element | null {
  if (activeElement === body) return menuButton() ?? body;
  const button = activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : activeElement;
}
