import { tokenWithCalls } from '../support/some-calls';
import { expect, test } from '../support/test';
import { chooseOutcome, rowsOf } from '../support/usage-page';

test('S18 the outcome filter finds refused, failed and accepted calls as the chart counts them', async ({
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithCalls(person, baseURL);
  await page.goto(path);
  const chart = page.getByRole('region', { name: 'Calls over time' });
  for (const [outcome, count] of [
    ['Accepted', 2],
    ['Refused', 2],
    ['Failed', 1],
  ] as const) {
    await chooseOutcome(page, outcome);
    await expect(rowsOf(page)).toHaveCount(count);
    await expect(chart.getByRole('listitem').filter({ hasText: outcome.toLowerCase() })).toContainText(
      `${count}`,
    );
  }
  await expect(rowsOf(page)).toContainText('no such build');
});

test('S18 the outcome filter takes a status, all of a hundred, and an error code that one types', async ({
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithCalls(person, baseURL);
  await page.goto(path);
  await chooseOutcome(page, '4xx');
  await expect(rowsOf(page)).toHaveCount(3);
  await expect(page).toHaveURL(/\?status=4xx$/);
  await chooseOutcome(page, '404');
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(page).toHaveURL(/\?status=404$/);
  await chooseOutcome(page, 'extra_key_found', 'extra');
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText('nonsense');
  await expect(page).toHaveURL(/\?outcome=extra_key_found$/);
  await expect(page.getByRole('combobox', { name: 'Outcome' })).toContainText('extra_key_found');
  await chooseOutcome(page, '503');
  await expect(page.getByText('No calls match')).toBeVisible();
  await page.getByRole('button', { name: 'Show all calls' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(rowsOf(page)).toHaveCount(5);
});
