import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

const WCAG_2_2_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with the rule, the elements and the measured values of everything axe finds against WCAG 2.2 AA. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // The title of a page comes after it.
  await expect(page).toHaveTitle(/./);
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_2_2_AA).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary}`),
  );
  expect.soft(found, where).toEqual([]);
}

/** Fails when anything makes the page wider than its window. */
export async function expectNoSidewaysScrolling(page: Page, where: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect.soft(wide, `${where}: pixels beyond the window`).toBe(0);
}

/** Resolves when nothing fades any more: axe would measure colours between two themes, or of half a dialog. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
