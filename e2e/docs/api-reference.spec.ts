import { expect, test } from 'playwright/test';
import { wireStatusOf } from '@/lib/errors';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible, expectNoSidewaysScrolling } from '../accessibility/axe';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

test.beforeAll(async () => {
  // Without an account the installation is not set up, and shows the set-up instead of the reference.
  await createUser();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    test.describe(`${device}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      test('the reference is there for people who are signed out, free of WCAG 2.2 AA violations', async ({
        page,
      }) => {
        // The page is long, and axe looks at every element.
        test.slow();
        await page.goto('/docs/api');
        await expect(page).toHaveURL(/\/docs\/api$/);
        await expect(page.getByRole('heading', { level: 1, name: 'API reference' })).toBeVisible();
        await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
        await expectAccessible(page, 'the reference');
        await expectNoSidewaysScrolling(page, 'the reference');
      });
    });
  }
}

test('every entry of the contents leads to something on the page, and every error code has its anchor', async ({
  page,
}) => {
  await page.goto('/docs/api');
  const targets = await page
    .locator('a[href^="#"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(1) ?? ''));
  expect(targets.length).toBeGreaterThan(40);
  const missing = await page.evaluate((ids) => ids.filter((id) => !document.getElementById(id)), targets);
  expect(missing).toEqual([]);
  const codes = Object.keys(wireStatusOf).map((code) => `error-${code}`);
  expect(await page.evaluate((ids) => ids.filter((id) => !document.getElementById(id)), codes)).toEqual([]);
});

test('the contents scroll to what they name, below the header', async ({ page }) => {
  await page.setViewportSize(DESKTOP);
  await page.goto('/docs/api');
  await page
    .getByRole('navigation', { name: 'Contents' })
    .getByRole('link', { name: 'idempotency_key_reused' })
    .click();
  const heading = page.getByRole('heading', { name: /idempotency_key_reused/ });
  await expect(heading).toBeInViewport();
  await expect.poll(async () => (await heading.boundingBox())?.y).toBeGreaterThanOrEqual(52);
});

test('on a phone the contents are folded away until they are opened', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto('/docs/api');
  const link = page.getByRole('link', { name: 'Retries', exact: false }).locator('visible=true').first();
  await expect(page.getByRole('navigation', { name: 'Contents' }).locator('visible=true')).toHaveCount(0);
  await page.getByText('Contents', { exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Contents' }).locator('visible=true')).toHaveCount(1);
  await expect(link).toBeVisible();
});

test('the document is served to anybody, from any origin, and names this installation', async ({
  request,
  baseURL,
}) => {
  const answer = await request.get('/api/openapi.json', {
    headers: { origin: 'https://elsewhere.example.com' },
  });
  expect(answer.status()).toBe(200);
  expect(answer.headers()['access-control-allow-origin']).toBe('*');
  expect(answer.headers()['cache-control']).toContain('max-age');
  const document = await answer.json();
  expect(document.openapi).toBe('3.1.0');
  expect(document.servers[0].url).toBe(new URL(baseURL ?? '').origin);
  expect((await request.head('/api/openapi.json')).status()).toBe(200);
});

test('the code of a refused call leads from the usage history to its explanation', async ({
  page,
  context,
}) => {
  const person = await createUser();
  const token = await createToken(person, { name: 'Build server' });
  await post(urlOf.channel('there-is-no-such-channel', token.token), { text: 'x' });
  await signIn(context, person, { steppedUp: true });
  await page.goto(`/bots-and-tools/webhook-tokens/${token.id}`);
  await page.getByRole('link', { name: /call in full/ }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'channel_not_exists' }).click();
  await expect(page).toHaveURL(/\/docs\/api#error-channel_not_exists$/);
  await expect(page.getByRole('heading', { name: /channel_not_exists/ })).toBeInViewport();
});
