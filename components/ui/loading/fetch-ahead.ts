type Fetch = () => Promise<unknown>;

/** A page has this long for itself, after it is loaded. */
const PAGE_FIRST_MS = 1_000;
/** The pause between two fetches in browsers without `requestIdleCallback` (Safari). */
const PAUSE_MS = 200;

const waiting: Fetch[] = [];
let isUnderWay = false;
let newestMs = 0;

/**
 * Fetches what somebody may ask for next when the page is loaded and there is nothing else to do, one after another. A failure
 * stays silent: whoever asks for it fetches it again. Where data is saved nothing is fetched ahead.
 */
export function fetchAhead(fetchIt: Fetch) {
  if (typeof window === 'undefined') return;
  waiting.push(fetchIt);
  newestMs = performance.now();
  if (isUnderWay) return;
  isUnderWay = true;
  if (document.readyState === 'complete') later();
  else window.addEventListener('load', later, { once: true });
}

function later() {
  setTimeout(() => whenIdle(next), PAGE_FIRST_MS);
}

async function next() {
  // Another page has come meanwhile.
  if (performance.now() - newestMs < PAGE_FIRST_MS) return later();
  const fetchIt = savesData() ? undefined : waiting.shift();
  if (fetchIt) await fetchIt().catch(() => {});
  if (waiting.length > 0 && !savesData()) whenIdle(next);
  else isUnderWay = false;
}

function whenIdle(then: () => void) {
  if ('requestIdleCallback' in window) window.requestIdleCallback(then);
  else setTimeout(then, PAUSE_MS);
}

/** What Chromium tells; other browsers tell nothing, and save nothing. */
type Connection = { saveData?: boolean; effectiveType?: string };

function savesData(): boolean {
  const { saveData = false, effectiveType = '' } =
    (navigator as { connection?: Connection }).connection ?? {};
  return saveData || effectiveType.endsWith('2g');
}
