import type { Page } from 'playwright';

type Wanted = {
  /** The event that somebody's deed is. */
  on: 'click' | 'keydown' | 'input';
  /** A selector of what answers it; without one, the next thing that is painted does. */
  shown?: string;
  /** A text in it. */
  text?: string;
};

/** Nothing is that slow: the selector is wrong, or the page is. */
const AT_MOST_MS = 20_000;

/** Time from the event until its answer is painted, by the browser's own clock, in ms. */
export async function untilPainted(page: Page, wanted: Wanted, act: () => Promise<unknown>): Promise<number> {
  // Listening before anything is done: what is typed may otherwise arrive first.
  const watching = await page.evaluateHandle(watch, { ...wanted, atMostMs: AT_MOST_MS });
  await act();
  return watching.evaluate(({ painted }) => painted);
}

/** Runs in the browser. Asks nothing of the page's layout while it waits, and for no frames: both would slow down what is measured. */
function watch({ on, shown, text, atMostMs }: Wanted & { atMostMs: number }): { painted: Promise<number> } {
  const painted = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error(`${shown} ${text ?? ''} was not shown.`)), atMostMs);
    const isThere = () =>
      !shown ||
      [...document.querySelectorAll(shown)].some((element) => !text || element.textContent?.includes(text));
    const isSeen = () =>
      !shown || [...document.querySelectorAll(shown)].some((element) => element.checkVisibility());
    const begin = ({ timeStamp }: Event) => {
      const look = () => {
        if (!isThere()) return false;
        requestAnimationFrame(() => {
          // A task after this frame's: by then it is painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            const ms = performance.now() - timeStamp;
            if (isSeen()) resolve(ms);
            else reject(new Error(`${shown} is there, but not to be seen.`));
          };
          port2.postMessage(null);
        });
        return true;
      };
      if (!shown) return look();
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(document, { childList: true, characterData: true, subtree: true });
    };
    addEventListener(on, begin, { capture: true, once: true });
  });
  return { painted };
}
