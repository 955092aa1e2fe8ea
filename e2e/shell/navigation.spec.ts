import type { Page } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { unique } from '@/prisma/factories/unique';
import { expect, test } from '../support/test';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Main' });

test('“+” beside Channels and Bots creates one in place, and leads to it', async ({ page, person }) => {
  expect(person.id).toBeTruthy();
  await page.goto('/settings/sessions');
  for (const [plus, label, path] of [
    ['New channel', 'Create channel', '/channels/'],
    ['New bot', 'Create bot', '/bots-and-tools/bots/'],
  ] as const) {
    const here = page.url();
    await rail(page).getByRole('button', { name: plus }).click();
    const dialog = page.getByRole('dialog', { name: label });
    await expect(dialog.getByLabel('Name')).toBeFocused();
    expect(page.url()).toBe(here);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(rail(page).getByRole('button', { name: plus })).toBeFocused();

    const name = unique('Made here');
    await rail(page).getByRole('button', { name: plus }).click();
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: label }).click();
    await expect(page).toHaveURL((url) => url.pathname.startsWith(path));
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  }
  await expect(rail(page).getByRole('link', { name: 'All channels' })).toHaveAttribute(
    'href',
    '/bots-and-tools/channels',
  );
});

test('on a phone, “+” creates from the navigation sheet', async ({ page, person }) => {
  expect(person.id).toBeTruthy();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/settings/sessions');
  await page.getByRole('button', { name: 'Navigation' }).click();
  await rail(page).getByRole('button', { name: 'New channel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create channel' });
  const name = unique('Phone');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create channel' }).click();
  await expect(page).toHaveURL(/\/channels\//);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
});

test('on a phone, the navigation sheet closes on a press of any link, also of the place where one is', async ({
  page,
  person,
}) => {
  const { uniqueName } = await createChannel(person);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/channels/${uniqueName}`);
  await page.getByRole('button', { name: 'Navigation' }).click();
  const here = rail(page).locator(`a[href="/channels/${uniqueName}"]`);
  await expect(here).toHaveAttribute('aria-current', 'page');
  await here.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(`/channels/${uniqueName}`);
});

for (const width of [390, 768, 1024, 1280, 1920]) {
  test(`from the index of Bots & Tools to a tool the content does not jump, ${width} px`, async ({
    page,
    person,
  }) => {
    expect(person.id).toBeTruthy();
    await page.setViewportSize({ width, height: 900 });
    const placeOf = async (name: string) => {
      const heading = page.getByRole('heading', { name, level: 1 });
      await expect(heading).toBeVisible();
      const box = await heading.boundingBox();
      return { x: box?.x, y: box?.y };
    };
    await page.goto('/bots-and-tools');
    const index = await placeOf('Bots & Tools');
    await page
      .getByRole('navigation', { name: 'Bots & Tools' })
      .getByRole('link', { name: /^Channels/ })
      .click();
    await expect(page).toHaveURL('/bots-and-tools/channels');
    expect(await placeOf('Channels')).toEqual(index);
  });
}

test('an address that no page has keeps the navigation for whoever is signed in', async ({
  page,
  person,
  browser,
}) => {
  expect(person.id).toBeTruthy();
  for (const path of ['/no-such-page', '/bots-and-tools/no-such-tool/at-all', '/channels/no-such-channel']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
    await expect(rail(page).getByRole('link', { name: 'Members' })).toBeVisible();
    await expect(page).toHaveTitle(/^Not found/);
  }
  const missing = await page.goto('/no-such-page');
  expect(missing?.status()).toBe(404);
  await rail(page).getByRole('link', { name: 'Members' }).click();
  await expect(page).toHaveURL('/members');

  const stranger = await browser.newContext();
  const outside = await stranger.newPage();
  expect((await outside.goto('/no-such-page'))?.status()).toBe(404);
  await expect(outside.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  await expect(rail(outside)).toHaveCount(0);
  await stranger.close();
});
