import { expect, test } from 'playwright/test';
import { handlerRecipes } from '@/lib/handlers/guide/recipes';
import { handlerReference } from '@/lib/handlers/reference';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible, expectNoSidewaysScrolling } from '../accessibility/axe';

test.beforeAll(async () => {
  // Without an account the installation is not set up, and shows the set-up instead of the page.
  await createUser();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`390 px, ${colorScheme}`, () => {
    test.use({ viewport: { width: 390, height: 800 }, colorScheme });

    test('incoming handlers can be read by people who are signed out, free of WCAG 2.2 AA violations', async ({
      page,
    }) => {
      await page.goto('/docs/handlers');
      await expect(page.getByRole('heading', { level: 1, name: 'Incoming handlers' })).toBeVisible();
      await expectAccessible(page, 'incoming handlers');
      await expectNoSidewaysScrolling(page, 'incoming handlers');
    });
  });
}

test('every recipe and every name stands there, and the contents lead to them', async ({ page }) => {
  await page.goto('/docs/api');
  await page.getByRole('link', { name: 'Incoming handlers' }).click();
  await expect(page).toHaveURL('/docs/handlers');
  const contents = page.getByRole('navigation', { name: 'Contents' });
  for (const { id, title, code } of handlerRecipes) {
    await expect(page.locator(`#${id} pre`)).toHaveText(code, { useInnerText: true });
    await expect(contents.getByRole('link', { name: title, exact: true })).toHaveAttribute('href', `#${id}`);
  }
  for (const name of new Set(handlerReference.map((entry) => entry.name))) {
    await expect(page.locator('dt > code').getByText(name, { exact: true }).first()).toBeAttached();
  }
});
