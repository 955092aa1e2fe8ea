/** Something typed that no server has. `forget` throws away what this browser keeps of it. */
type Unsaved = { forget: () => void };
/** `ask` runs `go` after the person's consent. */
type Guard = { ask: (go: () => void) => void; begun: () => void };

const entries = new Set<Unsaved>();
let guard: Guard | null = null;

/** Says that something on the page is not saved; returns how to take that back. */
export function noteUnsaved(entry: Unsaved): () => void {
  if (entries.size === 0) {
    window.addEventListener('beforeunload', warn);
    guard?.begun();
  }
  entries.add(entry);
  return () => remove(entry);
}

export function hasUnsaved(): boolean {
  return entries.size > 0;
}

/** Runs `go`, which leaves the page: at once, or after the person's consent while something is unsaved. */
export function beforeLeaving(go: () => void) {
  if (!guard || !hasUnsaved()) return go();
  guard.ask(() => {
    for (const entry of entries) forget(entry);
    go();
  });
}

/** As `beforeLeaving`, for closing the dialog in which `entry` was typed. What is typed elsewhere on the page stays noted. */
export function beforeClosing(entry: Unsaved, close: () => void) {
  if (!guard || !entries.has(entry)) return close();
  guard.ask(() => {
    forget(entry);
    close();
  });
}

/** Sets who asks; returns how to end that. */
export function attachGuard(wanted: Guard): () => void {
  guard = wanted;
  return () => {
    if (guard === wanted) guard = null;
  };
}

/** The person goes on without saving it. */
function forget(entry: Unsaved) {
  entry.forget();
  remove(entry);
}

function remove(entry: Unsaved) {
  entries.delete(entry);
  if (entries.size === 0) window.removeEventListener('beforeunload', warn);
}

/** Makes the browser ask before the tab is closed or another document is loaded, where we cannot ask. */
function warn(event: BeforeUnloadEvent) {
  event.preventDefault();
}
