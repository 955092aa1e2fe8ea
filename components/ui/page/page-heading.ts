/** The heading of the page, ready to have the focus. */
export function pageHeading(): HTMLElement | null {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading) heading.tabIndex = -1;
  return heading ?? document.querySelector<HTMLElement>('main');
}

/** For a button in a row that goes away with what it did: the row's link has the focus next, or else the page's heading. */
export function passFocusOn(button: HTMLElement | null): void {
  if (document.activeElement !== button) return;
  const link = button?.closest('li')?.querySelector('a');
  if (link) link.focus({ preventScroll: true });
  else focusPageHeading();
}

/** A ref for an element that disappears when a control in it is pressed: focuses the page's heading, unless something else has the focus. */
export function passFocusOnRemoval(element: HTMLElement | null) {
  return () => {
    if (!element?.contains(document.activeElement)) return;
    setTimeout(() => document.activeElement === document.body && focusPageHeading());
  };
}

/** For when what has the focus goes away: a keyboard would begin at the top of the document. */
export function focusPageHeading(): void {
  pageHeading()?.focus({ preventScroll: true });
}
