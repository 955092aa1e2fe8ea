import { randomUUID } from 'node:crypto';
import { createUser } from '@/prisma/factories/create-user';
import { tokenWithCalls } from '../support/some-calls';
import { expect, test } from '../support/test';
import { rowOf, TOKENS_PATH } from '../support/tokens-page';
import { callOf, chooseOutcome, linksOf, rowsOf } from '../support/usage-page';

test('S18 filter, range and open call are in the address: a reload and another tab show the same', async ({
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithCalls(person, baseURL);
  await page.goto(path);
  await expect(rowsOf(page)).toHaveCount(5);
  await chooseOutcome(page, 'Refused');
  await expect(rowsOf(page)).toHaveCount(2);
  // The radio itself cannot be seen; people press its label.
  await page.locator('label').getByText('7d', { exact: true }).click();
  await expect(page.getByRole('radio', { name: '7d' })).toBeChecked();
  await page.getByRole('searchbox', { name: 'Search calls' }).fill('nowhere');
  await expect(rowsOf(page)).toHaveCount(1);
  await linksOf(page).click();
  await expect(callOf(page)).toContainText('channel_not_exists');
  await expect(page).toHaveURL(/[?&]call=[0-9a-f-]{36}/);

  const other = await page.context().newPage();
  await other.goto(page.url());
  await page.reload();
  for (const shown of [page, other]) {
    await expect(callOf(shown)).toContainText('channel_not_exists');
    await expect(rowsOf(shown)).toHaveCount(1);
    await expect(shown.getByRole('combobox', { name: 'Outcome' })).toContainText('Refused');
    await expect(shown.getByRole('searchbox', { name: 'Search calls' })).toHaveValue('nowhere');
    await expect(shown.getByRole('radio', { name: '7d' })).toBeChecked();
  }
});

test('S18 Back closes the call, then takes back the filter, then leaves; Forward brings each again', async ({
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithCalls(person, baseURL);
  await page.goto(TOKENS_PATH);
  await rowOf(page, 'Build server').getByRole('link').first().click();
  await expect(rowsOf(page)).toHaveCount(5);
  await chooseOutcome(page, 'Failed');
  await expect(rowsOf(page)).toHaveCount(1);
  await linksOf(page).click();
  await expect(callOf(page)).toContainText('no such build');

  await page.goBack();
  await expect(callOf(page)).toBeHidden();
  await expect(linksOf(page)).toBeFocused();
  await expect(rowsOf(page)).toHaveCount(1);
  await page.goForward();
  await expect(callOf(page)).toContainText('no such build');
  await page.goBack();
  await page.goBack();
  await expect(rowsOf(page)).toHaveCount(5);
  await expect(page).toHaveURL(`${baseURL}${path}`);
  await page.goBack();
  await expect(page).toHaveURL(`${baseURL}${TOKENS_PATH}`);
});

test('S18 going from call to call, closing one and typing leave one way back', async ({
  page,
  person,
  baseURL,
}) => {
  await tokenWithCalls(person, baseURL);
  await page.goto(TOKENS_PATH);
  await rowOf(page, 'Build server').getByRole('link').first().click();
  await linksOf(page).nth(0).click();
  await expect(callOf(page)).toContainText('no such build');
  await linksOf(page).nth(1).click();
  await expect(callOf(page)).toContainText('channel_not_exists');
  await callOf(page).getByRole('button', { name: 'Close' }).click();
  await expect(callOf(page)).toBeHidden();
  const search = page.getByRole('searchbox', { name: 'Search calls' });
  await search.pressSequentially('nowhere');
  await expect(page).toHaveURL(/\?search=nowhere$/);
  await expect(rowsOf(page)).toHaveCount(1);
  await page.goBack();
  await expect(page).toHaveURL(`${baseURL}${TOKENS_PATH}`);
});

test('S18 a filter changed while a call is open stays when the call is closed', async ({
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithCalls(person, baseURL);
  await page.goto(path);
  await linksOf(page).nth(0).click();
  await expect(callOf(page)).toContainText('no such build');
  await chooseOutcome(page, 'Accepted');
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(callOf(page)).toContainText('no such build');
  await callOf(page).getByRole('button', { name: 'Close' }).click();
  await expect(callOf(page)).toBeHidden();
  await expect(page).toHaveURL(`${baseURL}${path}?outcome=accepted`);
  await expect(rowsOf(page)).toHaveCount(2);
});

test('S18 the address of a call that is not there, or somebody else’s, says so inside the page', async ({
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithCalls(person, baseURL);
  const stranger = await createUser();
  const theirs = await tokenWithCalls(stranger, baseURL);
  const old = '01800000-0000-7000-8000-000000000000';
  expect(theirs.lastId).toMatch(/^[0-9a-f-]{36}$/);
  for (const id of [theirs.lastId, randomUUID(), 'mistyped', '../..', old]) {
    await page.goto(`${path}?outcome=accepted&call=${encodeURIComponent(id)}`);
    await expect(callOf(page)).toContainText('Call not found');
    await expect(callOf(page)).toContainText(
      id === old ? 'Calls are kept for 90 days' : 'There is no such call, or it is not yours.',
    );
    await expect(rowsOf(page)).toHaveCount(2);
  }
  await callOf(page).getByRole('button', { name: 'Back to the calls' }).click();
  await expect(callOf(page)).toBeHidden();
  await expect(page).toHaveURL(`${baseURL}${path}?outcome=accepted`);
});

test.describe('signed out', () => {
  test('S18 whoever follows the address of a call signs in and sees that call', async ({
    browser,
    person,
    baseURL,
  }) => {
    const { path } = await tokenWithCalls(person, baseURL);
    const address = `${path}?outcome=failed&call=${randomUUID()}`;
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    await page.goto(address);
    await expect(page).toHaveURL(/\/sign-in/);
    expect(new URL(page.url()).searchParams.get('next')).toBe(address);
    await context.close();
  });
});
