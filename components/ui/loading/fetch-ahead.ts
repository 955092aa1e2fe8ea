type Fetch = () => Promise<unknown>;

/** A page has this long for itself, after it is loaded. */
const PAGE_FIRST_MS = 1_000;
/** The pause between two fetches in browsers without `requestIdleCallback` (Safari). */
const PAUSE_MS = 200;

const forThisPage: Fetch[] = [];
const forOthers: Fetch[] = [];
let isUnderWay = false;
/** The list whose code is being fetched: what that asks for in turn comes after it. */
let served: Fetch[] | null = null;
let settlesAtMs = 0;

/**
 * Fetches what somebody may ask for next when the page is loaded and there is nothing else to do, one after another. A failure
 * stays silent: whoever asks for it fetches it again. Where data is saved nothing is fetched ahead.
 * @param options.elsewhere only other pages need it: it comes after what this one needs.
 */
export function fetchAhead(fetchIt: Fetch, { elsewhere = false } = {}) {
  if (typeof window === 'undefined') return;
  const list = elsewhere ? forOthers : (served ?? forThisPage);
  list.push(fetchIt);
  if (!served) pageCame();
  if (isUnderWay) return;
  isUnderWay = true;
  if (document.readyState === 'complete') later();
  else window.addEventListener('load', loaded, { once: true });
}

function loaded() {
  pageCame();
  later();
}

function pageCame() {
  settlesAtMs = performance.now() + PAGE_FIRST_MS;
}

function later() {
  setTimeout(() => whenIdle(next), settlesAtMs - performance.now());
}

async function next() {
  // Another page has come meanwhile.
  if (performance.now() < settlesAtMs) return later();
  const list = forThisPage.length > 0 ? forThisPage : forOthers;
  const fetchIt = savesData() ? undefined : list.shift();
  if (!fetchIt) {
    isUnderWay = false;
    return;
  }
  served = list;
  await fetchIt().catch(() => {});
  served = null;
  whenIdle(next);
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
