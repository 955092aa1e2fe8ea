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

/** Runs in the browser. */
function watch({ on, shown, text, atMostMs }: Wanted & { atMostMs: number }): { painted: Promise<number> } {
  const painted = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error(`${shown} ${text ?? ''} was not shown.`)), atMostMs);
    const isThere = () =>
      !shown ||
      [...document.querySelectorAll(shown)].some(
        (element) => element.checkVisibility() && (!text || element.textContent?.includes(text)),
      );
    const begin = ({ timeStamp }: Event) => {
      const look = () => {
        if (!isThere()) return requestAnimationFrame(look);
        // A task after this frame's: by then it is painted.
        setTimeout(() => resolve(performance.now() - timeStamp));
      };
      requestAnimationFrame(look);
    };
    addEventListener(on, begin, { capture: true, once: true });
  });
  return { painted };
}
