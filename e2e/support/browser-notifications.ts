import type { BrowserContext, Page } from 'playwright/test';

type Shown = { title: string; body: string; tag: string };

/** What the pages of one browser show on the desktop, ask for, and play. The browser still does all of it. */
export type Recorded = { shown: Shown[]; asked: number; sounds: number };

/** To be called before the browser's first page opens. */
export async function recordNotifications(context: BrowserContext): Promise<Recorded> {
  const recorded: Recorded = { shown: [], asked: 0, sounds: 0 };
  await context.exposeFunction('noteShown', (shown: Shown) => void recorded.shown.push(shown));
  await context.exposeFunction('noteAsked', () => void recorded.asked++);
  await context.exposeFunction('noteSound', () => void recorded.sounds++);
  await context.addInitScript(() => {
    const page = window as unknown as Record<string, (value?: unknown) => void> & {
      lastNotification: unknown;
    };
    window.Notification = new Proxy(window.Notification, {
      construct(target, [title, options]: [string, NotificationOptions]) {
        page.noteShown?.({ title, body: options.body ?? '', tag: options.tag ?? '' });
        const made = new target(title, options);
        page.lastNotification = made as never;
        return made;
      },
      get(target, key) {
        if (key !== 'requestPermission') return Reflect.get(target, key);
        return () => {
          page.noteAsked?.();
          return target.requestPermission();
        };
      },
    });
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      page.noteSound?.();
      start.call(this, when);
    };
  });
  return recorded;
}

/** Presses the last notification that the page showed. */
export async function pressNotification(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { lastNotification } = window as unknown as { lastNotification?: Notification };
    lastNotification?.dispatchEvent(new Event('click'));
  });
}
