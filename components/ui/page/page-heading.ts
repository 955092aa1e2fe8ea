/** The heading of the page, ready to have the focus. */
export function pageHeading(): HTMLElement | null {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (heading) heading.tabIndex = -1;
  return heading ?? document.querySelector<HTMLElement>('main');
}

/** For when what has the focus goes away: a keyboard would begin at the top of the document. */
export function focusPageHeading(): void {
  pageHeading()?.focus({ preventScroll: true });
}
