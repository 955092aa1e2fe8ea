import { expect, test } from 'playwright/test';
import { allFixtures } from '@/lib/providers/all-fixtures';
import { expectAccessible, expectNoSidewaysScrolling } from '../accessibility/axe';

const GALLERY = '/styleguide/services';
const count = Object.values(allFixtures).flat().length;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 390, height: 844 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      test("S28 every service's message is drawn, free of WCAG 2.2 AA violations and of sideways scrolling", async ({
        page,
      }) => {
        test.slow();
        const wrong: string[] = [];
        page.on('pageerror', ({ message }) => wrong.push(message));
        await page.goto(GALLERY);
        const messages = page.getByRole('article');
        await expect(messages).toHaveCount(count);
        for (const message of await messages.all()) await expect(message).not.toBeEmpty();
        for (const summary of await page.getByText(/^\d+ more fields/).all()) await summary.click();
        await expectAccessible(page, 'the services');
        await expectNoSidewaysScrolling(page, 'the services');
        await expect(page.getByText(/undefined|\[object /)).toHaveCount(0);
        expect(wrong).toEqual([]);
      });
    });
  }
}
