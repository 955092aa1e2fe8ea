import { tokenWithAccepted, tokenWithCalls } from '../support/some-calls';
import { expect, test } from '../support/test';
import { callOf, linksOf, rowsOf } from '../support/usage-page';

test('S18 an open call stands beside the list, which stays usable', async ({ page, person, baseURL }) => {
  const { path } = await tokenWithCalls(person, baseURL);
  await page.goto(path);
  await linksOf(page).nth(2).click();
  const call = callOf(page);
  await expect(call).toContainText('nonsense');
  await expect(linksOf(page).nth(2)).toHaveAttribute('aria-current', 'true');
  // The call is there first; then the list makes room for it.
  await expect
    .poll(async () => {
      const list = await page.getByRole('table', { name: 'Calls' }).boundingBox();
      const panel = await call.boundingBox();
      return panel!.x - (list!.x + list!.width);
    })
    .toBeGreaterThanOrEqual(0);
  await linksOf(page).nth(3).click();
  await expect(call).toContainText('Build 129 passed');
  await page.getByRole('searchbox', { name: 'Search calls' }).fill('nowhere');
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(call).toContainText('Build 129 passed');
});

test('S18 by keyboard: Enter opens a call and goes into it, J and K go on, Escape comes back to its row', async ({
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithCalls(person, baseURL);
  await page.goto(path);
  await linksOf(page).nth(0).focus();
  await page.keyboard.press('Enter');
  const call = callOf(page);
  await expect(call).toContainText('no such build');
  await expect(call).toBeFocused();
  await page.keyboard.press('j');
  await expect(call).toContainText('channel_not_exists');
  await page.keyboard.press('j');
  await expect(call).toContainText('nonsense');
  await page.keyboard.press('k');
  await expect(call).toContainText('channel_not_exists');
  await page.keyboard.press('Escape');
  await expect(call).toBeHidden();
  await expect(linksOf(page).nth(1)).toBeFocused();

  // In the list the arrow keys move, and letters typed into the search are only text.
  await linksOf(page).nth(1).click();
  await page.keyboard.press('ArrowUp');
  await expect(call).toContainText('no such build');
  await expect(linksOf(page).nth(0)).toBeFocused();
  await expect(call.getByRole('button', { name: 'Previous call' })).toBeDisabled();
  await page.getByRole('searchbox', { name: 'Search calls' }).pressSequentially('jk');
  await expect(page).toHaveURL(/search=jk/);
  await expect(call).toContainText('no such build');
});

test('S18 from the last call that is listed the next one is loaded', async ({ page, person, baseURL }) => {
  const { path } = await tokenWithAccepted(person, baseURL, 55);
  await page.goto(path);
  await linksOf(page).nth(49).click();
  await callOf(page).getByRole('button', { name: 'Next call' }).click();
  await expect(rowsOf(page)).toHaveCount(55);
  await expect(linksOf(page).nth(50)).toHaveAttribute('aria-current', 'true');
});

test('S18 opening a call draws the list’s other rows no second time, and neither does a call that comes in', async ({
  page,
  person,
  baseURL,
}) => {
  // A row formats its time when it is drawn, so this counts how often rows are drawn.
  await page.addInitScript(() => {
    const { get } = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')!;
    const counted = window as unknown as { written: number };
    counted.written = 0;
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      configurable: true,
      get() {
        counted.written++;
        return get!.call(this);
      },
    });
  });
  const written = () => page.evaluate(() => (window as unknown as { written: number }).written);
  const { path, url } = await tokenWithAccepted(person, baseURL, 50);
  await page.goto(path);
  await expect(rowsOf(page)).toHaveCount(50);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(await written()).toBeGreaterThanOrEqual(50);

  const before = await written();
  await linksOf(page).nth(3).click();
  await expect(callOf(page)).toContainText('Accepted');
  expect((await written()) - before).toBeLessThan(25);

  const beforeNews = await written();
  await page.request.post(url, { data: { text: 'One more' } });
  await expect(page.getByText('51 accepted')).toBeVisible();
  await expect(callOf(page)).toContainText('Accepted');
  expect((await written()) - beforeNews).toBeLessThan(25);
});

test('S18 the times of the history have 24 hours in a browser that speaks American English', async ({
  browser,
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithCalls(person, baseURL);
  const context = await browser.newContext({
    baseURL,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    storageState: await page.context().storageState(),
  });
  const american = await context.newPage();
  await american.goto(path);
  await expect(linksOf(american).first()).toHaveText(/^\d\d:\d\d:\d\d,/);
  await linksOf(american).first().click();
  await expect(callOf(american)).toContainText(/ at \d\d:\d\d:\d\d /);
  await expect(american.getByRole('main')).not.toContainText(/\d [AP]M\b/i);
  await context.close();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 664 }, hasTouch: true, isMobile: true });

  test('S18 the first call is in view at once; opened, it is a page of its own that Back closes', async ({
    page,
    person,
    baseURL,
  }) => {
    const { path } = await tokenWithAccepted(person, baseURL, 30);
    await page.goto(path);
    await expect(linksOf(page).first()).toBeInViewport();
    const row = linksOf(page).nth(20);
    await row.scrollIntoViewIfNeeded();
    await row.tap();
    const call = callOf(page);
    await expect(call).toContainText('Accepted');
    await expect(call).toBeFocused();
    await expect(page.getByRole('table', { name: 'Calls' })).toBeHidden();
    await expect(call.getByRole('heading', { name: 'Call', exact: true })).toBeInViewport();
    await expect(call.getByRole('button', { name: 'Calls' })).toBeInViewport();
    await page.goBack();
    await expect(call).toBeHidden();
    await expect(row).toBeInViewport();
    await expect(row).toBeFocused();
    await row.tap();
    await call.getByRole('button', { name: 'Calls' }).tap();
    await expect(call).toBeHidden();
    await expect(row).toBeInViewport();
    await expect(page).toHaveURL(`${baseURL}${path}`);
  });

  test('S18 the filters unfold, and say how many are set', async ({ page, person, baseURL }) => {
    const { path } = await tokenWithCalls(person, baseURL);
    await page.goto(path);
    await expect(page.getByRole('combobox', { name: 'Outcome' })).toBeHidden();
    await page.getByRole('button', { name: 'Filter', exact: true }).tap();
    await page.getByRole('combobox', { name: 'Outcome' }).tap();
    await page.getByRole('option', { name: 'Failed' }).tap();
    await expect(rowsOf(page)).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Filter (1)' })).toBeVisible();
  });
});
