import { expect, test } from 'playwright/test';
import { shellRecipes } from '@/lib/shell-guide/recipes';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible, expectNoSidewaysScrolling } from '../accessibility/axe';

test.beforeAll(async () => {
  // Without an account the installation is not set up, and shows the set-up instead of the page.
  await createUser();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme });

      test('posting from a shell can be read by people who are signed out, free of WCAG 2.2 AA violations', async ({
        page,
      }) => {
        await page.goto('/docs/shell');
        await expect(page.getByRole('heading', { level: 1, name: 'Posting from a shell' })).toBeVisible();
        await expectAccessible(page, 'posting from a shell');
        await expectNoSidewaysScrolling(page, 'posting from a shell');
      });
    });
  }
}

test('every recipe stands there as it was tried, and the contents lead to it', async ({ page, baseURL }) => {
  await page.goto('/docs/api');
  await page.getByRole('link', { name: 'Posting from a shell' }).click();
  await expect(page).toHaveURL('/docs/shell');
  const contents = page.getByRole('navigation', { name: 'Contents' });
  for (const { id, title, code } of shellRecipes(new URL(baseURL!).origin)) {
    await expect(page.locator(`#${id} pre`)).toHaveText(code, { useInnerText: true });
    await expect(contents.getByRole('link', { name: title })).toHaveAttribute('href', `#${id}`);
  }
});
