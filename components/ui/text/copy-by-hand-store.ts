/** The text that waits to be copied by hand; null: none. */
let shown: string | null = null;
const listeners = new Set<() => void>();

/** Shows a text selected, because the browser would not copy it. */
export function showForCopying(text: string | null): void {
  shown = text;
  for (const listener of listeners) listener();
}

export function onShownForCopying(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const shownForCopying = () => shown;
