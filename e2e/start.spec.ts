import { networkInterfaces } from 'node:os';
import { expect, test } from 'playwright/test';
import { createOrganization } from '@/prisma/factories/create-organization';

test('the server answers and leads people who are not signed in to the sign-in page', async ({ page }) => {
  await createOrganization();
  await page.goto('/bots-and-tools/webhook-tokens');
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole('button', { name: /sign in|continue/i }).first()).toBeVisible();
});

test('localhost is the same server over IPv4 and IPv6', async ({ request, baseURL }) => {
  const { port } = new URL(baseURL ?? '');
  const loopbacks = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  test.skip(!loopbacks.some(({ address }) => address === '::1'), 'this machine has no IPv6');
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    expect((await request.get(`http://${host}:${port}/api/health`)).status()).toBe(200);
  }
});
