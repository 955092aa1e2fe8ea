import { type BrowserContextOptions, expect, type Page, test } from 'playwright/test';
import { everyPage, pagesOfTheApplication } from './every-page';
import { measure } from './measure';

type Window = { name: string; width: number; height: number };
const wide = (width: number): Window => ({ name: `${width} px`, width, height: 800 });

/** A zoom of 200 % halves the window in CSS pixels. */
const zoomed = (width: number, height: number): Window => ({
  name: `200 % of ${width} px`,
  width: width / 2,
  height: height / 2,
});

const kinds: Record<string, { windows: Window[]; options: BrowserContextOptions }> = {
  'with a mouse': {
    windows: [640, 768, 820, 1024, 1280, 1920].map(wide),
    options: {},
  },
  'at 200 % zoom': {
    windows: [zoomed(1280, 720), zoomed(1920, 1080)],
    options: { deviceScaleFactor: 2 },
  },
  'with a finger': {
    windows: [390, 768, 820, 1024].map(wide),
    options: { hasTouch: true, isMobile: true },
  },
};

async function look(page: Page, path: string, windows: Window[], demands: Parameters<typeof measure>[1]) {
  await page.setViewportSize(windows[0]!);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByText(/^Loading/)).toHaveCount(0);
  for (const window of windows) {
    await page.setViewportSize(window);
    expect.soft(await measure(page, demands), `${path} at ${window.name}`).toEqual([]);
  }
}

for (const [kind, { windows, options }] of Object.entries(kinds)) {
  test(`every page at every width, ${kind}: names are read, controls are reached, nothing scrolls sideways`, async ({
    browser,
  }) => {
    test.slow();
    const [context, stranger] = [await browser.newContext(options), await browser.newContext(options)];
    const { paths, open, names } = await everyPage(context);
    // A new page has to be added to `everyPage`, with short and long names.
    expect([...Object.keys(paths), ...Object.keys(open)].sort()).toEqual(pagesOfTheApplication());
    const demands = { names, touch: options.hasTouch === true };
    for (const [visitor, addresses] of [
      [context, paths],
      [stranger, open],
    ] as const) {
      const page = await visitor.newPage();
      for (const path of Object.values(addresses)) await look(page, path, windows, demands);
      await visitor.close();
    }
  });
}
