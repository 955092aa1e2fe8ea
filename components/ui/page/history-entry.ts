type Entry = { key: string; index: number };
type Traversal = { committed: Promise<unknown>; finished: Promise<unknown> };
type Navigation = { currentEntry: Entry | null; traverseTo: (key: string) => Traversal };

const navigation = () => (window as { navigation?: Navigation }).navigation;

/** The present place in the history of this tab; null in browsers that do not tell. */
export const historyEntry = (): Entry | null => navigation()?.currentEntry ?? null;

/** Goes to an entry of the history, wherever one is by then. */
export function goToEntry({ key }: Entry) {
  const traversal = navigation()?.traverseTo(key);
  // Another step may come in between. Its `popstate` says so.
  traversal?.committed.catch(() => {});
  traversal?.finished.catch(() => {});
}
