import { useRef } from 'react';

/**
 * Gives the focus back to what opened a dialog. A field with `autoFocus` takes it before the dialog's own
 * bookkeeping looks, so the opener is noted as soon as the dialog is about to be drawn.
 * @returns the handler for `onCloseAutoFocus`.
 */
export function useReturnFocus(open: boolean): (event: Event) => void {
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current && typeof document !== 'undefined') opener.current = openerOf(document);
  wasOpen.current = open;
  return (event) => {
    if (focus(opener.current)) event.preventDefault();
  };
}

function focus(element: Element | null): boolean {
  if (!(element instanceof HTMLElement) || !element.isConnected) return false;
  element.focus();
  return true;
}

/** The focused element; for an item of a menu, which goes with its menu, the menu's button. */
function openerOf({ activeElement }: Document): Element | null {
  const button = activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : activeElement;
}
