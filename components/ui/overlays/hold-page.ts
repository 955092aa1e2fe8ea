let holders = 0;
let release = () => {};

/**
 * Whether the page's scrollbar takes room. Observed in advance: reading the width while a dialog opens would force a layout
 * of the page.
 */
let isBesideScrollbar = false;
if (typeof ResizeObserver !== 'undefined') {
  new ResizeObserver(() => {
    isBesideScrollbar = window.innerWidth > document.documentElement.clientWidth;
  }).observe(document.documentElement);
}

/** Keeps the page from being scrolled until the returned function is called. */
export function holdPage(): () => void {
  if (holders === 0) release = hold();
  holders += 1;
  return () => {
    holders -= 1;
    if (holders === 0) release();
  };
}

function hold(): () => void {
  const { body, documentElement } = document;
  // The room of a scrollbar stays reserved, so that nothing moves.
  if (isBesideScrollbar) documentElement.style.scrollbarGutter = 'stable';
  documentElement.style.overflow = 'hidden';
  // On `body`, not above it: the browser would look through the page for what the attribute concerns.
  body.dataset.held = '';
  const shielded = shieldPage();
  return () => {
    documentElement.style.overflow = '';
    delete body.dataset.held;
    documentElement.style.scrollbarGutter = '';
    for (const element of shielded) element.style.pointerEvents = '';
  };
}

/**
 * A list of Radix that opens over the dialog takes the pointer off `body`. Every element would inherit that, and the browser would
 * compute all styles anew, so the outermost elements are told otherwise. The scrim keeps presses from the page anyway.
 */
function shieldPage(): HTMLElement[] {
  const ofPage = [...document.body.children].filter(
    (child): child is HTMLElement =>
      child instanceof HTMLElement &&
      child.style.pointerEvents === '' &&
      !child.matches('script, [data-scrim]') &&
      !child.querySelector(':scope > [role="dialog"]'),
  );
  for (const element of ofPage) element.style.pointerEvents = 'auto';
  return ofPage;
}
