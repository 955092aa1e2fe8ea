import type { Page, Response } from 'playwright/test';
import { expect, test } from '../support/test';

const CODE = '**/_next/static/chunks/**';
/** Texts that only the code of one part contains, in the order in which the parts are fetched. */
const IN_PALETTE = 'Go to, generate, copy a URL';
const IN_CREATE_BOT = 'A sender with a feed of its own and two endpoints';

const isCode = (response: Response) => response.url().includes('/_next/static/chunks/');
const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and commands' });

test('the palette opens without the network once the page has been idle', async ({
  page,
  context,
  person,
}) => {
  expect(person.id).toBeTruthy();
  const fetched = (text: string) =>
    page.waitForResponse(async (response) => isCode(response) && (await response.text()).includes(text));
  // Parts are fetched one after another, so the first is complete when the second is there.
  const fetchedAhead = Promise.all([fetched(IN_PALETTE), fetched(IN_CREATE_BOT)]);
  await page.goto('/settings/sessions');
  await fetchedAhead;
  await context.setOffline(true);
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
  await expect(page.getByPlaceholder(IN_PALETTE)).toBeFocused();
});

test('code that cannot be fetched ahead says nothing, and is fetched again when it is asked for', async ({
  page,
  person,
}) => {
  expect(person.id).toBeTruthy();
  const refused = page.waitForResponse((response) => isCode(response) && response.status() === 404);
  await page.goto('/settings/sessions');
  await page.route(CODE, (route) => route.fulfill({ status: 404, body: 'Not Found' }));
  await refused;
  await page.unroute(CODE);
  await expect(page.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});
