/** Something typed that no server has. `forget` throws away what this browser keeps of it. */
type Unsaved = { forget: () => void };
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
  if (guard && hasUnsaved()) guard.ask(go);
  else go();
}

/** The person leaves without saving. */
export function forgetUnsaved() {
  for (const entry of entries) {
    entry.forget();
    remove(entry);
  }
}

/** Sets who asks; returns how to end that. */
export function attachGuard(wanted: Guard): () => void {
  guard = wanted;
  return () => {
    if (guard === wanted) guard = null;
  };
}

function remove(entry: Unsaved) {
  entries.delete(entry);
  if (entries.size === 0) window.removeEventListener('beforeunload', warn);
}

/** Makes the browser ask before the tab is closed or another document is loaded, where we cannot ask. */
function warn(event: BeforeUnloadEvent) {
  event.preventDefault();
}
