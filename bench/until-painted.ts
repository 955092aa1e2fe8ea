import type { Page } from 'playwright';

type Wanted = {
  /** The event of the act. */
  on: 'click' | 'keydown' | 'input';
  /** Selects the element that answers the act. Without a selector the next paint counts. */
  shown?: string;
  /** A text in that element. */
  text?: string;
};

/** No answer takes this long: the selector or the page is wrong. */
const AT_MOST_MS = 20_000;

/** Time from the event until its answer is painted, by the browser's own clock, in ms. A modifier that is held is no act. */
export async function untilPainted(page: Page, wanted: Wanted, act: () => Promise<unknown>): Promise<number> {
  // The page listens before the act, since typed keys could arrive first otherwise.
  const watching = await page.evaluateHandle(watch, { ...wanted, atMostMs: AT_MOST_MS });
  await act();
  return watching.evaluate(({ painted }) => painted);
}

/** Runs in the browser. Asks for neither layout nor frames while it waits, since both would slow the page down. */
function watch({ on, shown, text, atMostMs }: Wanted & { atMostMs: number }): { painted: Promise<number> } {
  const MODIFIERS = ['Control', 'Meta', 'Shift', 'Alt'];
  const painted = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error(`${shown} ${text ?? ''} was not shown.`)), atMostMs);
    const isThere = () =>
      !shown ||
      [...document.querySelectorAll(shown)].some((element) => !text || element.textContent?.includes(text));
    const isSeen = () =>
      !shown || [...document.querySelectorAll(shown)].some((element) => element.checkVisibility());
    const begin = (event: Event) => {
      if (event instanceof KeyboardEvent && MODIFIERS.includes(event.key)) return;
      removeEventListener(on, begin, true);
      const { timeStamp } = event;
      const look = () => {
        if (!isThere()) return false;
        requestAnimationFrame(() => {
          // A task after this frame runs once the frame is painted; of this priority it goes before what the page draws next.
          const painted = () => {
            const ms = performance.now() - timeStamp;
            if (isSeen()) resolve(ms);
            else reject(new Error(`${shown} is there, but not to be seen.`));
          };
          void scheduler.postTask(painted, { priority: 'user-blocking' });
        });
        return true;
      };
      if (!shown) return look();
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(document, { childList: true, characterData: true, subtree: true });
    };
    addEventListener(on, begin, true);
  });
  return { painted };
}
