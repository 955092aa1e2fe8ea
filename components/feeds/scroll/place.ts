/** A reader's place in a feed: the first message in view with its distance from the upper edge, or the end. */
export type FeedPlace = { seq: number; top: number } | 'end';

/** Kept in the entry of the browser's history, so that Back, Forward and a reload find it, and a new visit does not. */
const KEY = 'posternFeedPlace';

export function savedPlace(feedId: number): FeedPlace | null {
  const saved = window.history.state?.[KEY];
  return saved?.feedId === feedId ? (saved.place as FeedPlace) : null;
}

export function savePlace(feedId: number, place: FeedPlace): void {
  // The router's own state is kept, so the entry stays the router's and nothing navigates.
  window.history.replaceState({ ...window.history.state, [KEY]: { feedId, place } }, '');
}

const rowsOf = (container: HTMLElement, feedId: number) =>
  Array.from(container.querySelectorAll<HTMLElement>(`[data-feed="${feedId}"]`));

const topIn = (container: HTMLElement, row: HTMLElement) =>
  row.getBoundingClientRect().top - container.getBoundingClientRect().top;

/** The row of a message; where it is gone, the next one's. */
export function rowOf(container: HTMLElement, feedId: number, seq: number): HTMLElement | undefined {
  const rows = rowsOf(container, feedId);
  return rows.find((row) => Number(row.dataset.seq) >= seq) ?? rows.at(-1);
}

export function hasRow(container: HTMLElement, feedId: number, seq: number): boolean {
  return container.querySelector(`[data-feed="${feedId}"][data-seq="${seq}"]`) !== null;
}

/** The place of the first message that is in view, if only in part. */
export function placeInView(container: HTMLElement, feedId: number): FeedPlace {
  const edge = container.getBoundingClientRect().top;
  const row = rowsOf(container, feedId).find((one) => one.getBoundingClientRect().bottom > edge);
  return row ? { seq: Number(row.dataset.seq), top: topIn(container, row) } : 'end';
}

/** Scrolls a message's row to where it was, or into the middle; a long one shows its beginning. */
export function scrollToRow(container: HTMLElement, row: HTMLElement, top: number | 'middle'): void {
  const middle = Math.max(16, (container.clientHeight - row.clientHeight) / 2);
  container.scrollTop += topIn(container, row) - (top === 'middle' ? middle : top);
}
