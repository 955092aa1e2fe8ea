import { expect, test } from 'playwright/test';
import { createOrganization } from '@/prisma/factories/create-organization';

test('the server answers and leads people who are not signed in to the sign-in page', async ({ page }) => {
  await createOrganization();
  await page.goto('/bots-and-tools/webhook-tokens');
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole('button', { name: /sign in|continue/i }).first()).toBeVisible();
});
