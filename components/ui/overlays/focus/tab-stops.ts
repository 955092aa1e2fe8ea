const CANDIDATES = 'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable="true"]';

/** What Tab reaches inside, in order; of radio buttons of one name the chosen one alone. */
export function tabStops(inside: HTMLElement): HTMLElement[] {
  return [...inside.querySelectorAll<HTMLElement>(CANDIDATES)].filter(
    (element) =>
      element.tabIndex >= 0 &&
      !element.matches(':disabled') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      !isBesideChosen(element, inside),
  );
}

function isBesideChosen(element: HTMLElement, inside: HTMLElement): boolean {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) return false;
  const name = CSS.escape(element.name);
  return inside.querySelector(`input[type="radio"][name="${name}"]:checked`) !== null;
}
