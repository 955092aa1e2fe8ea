import { hold } from '../support/hold';
import { postAsService } from '../support/service';
import { tokenWithAccepted, tokenWithCalls } from '../support/some-calls';
import { expect, test } from '../support/test';
import { chooseOutcome, rowsOf } from '../support/usage-page';

test('older calls that were asked for come, whatever is told meanwhile, and are asked for again after a failure', async ({
  page,
  person,
  baseURL,
}) => {
  const { path, url } = await tokenWithAccepted(person, baseURL, 55);
  await page.goto(path);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(50);
  const older = /\/usage\/invocations\?.*before=/;
  await page.route(older, (route) =>
    route.fulfill({ status: 422, json: { code: 'invalid_request', title: 'Not now.' } }),
  );
  await page.getByRole('button', { name: 'Show older calls' }).click();
  const again = page.getByRole('button', { name: 'Older calls could not be loaded. Try again' });
  await expect(again).toBeVisible();
  // News in between leave that said.
  await postAsService(url, { text: 'One more' });
  await expect(page.getByText('56 accepted').first()).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(50);
  await expect(again).toBeVisible();
  await page.unroute(older);

  const letGo = await hold(page, older);
  await again.click();
  await expect(page.getByRole('button', { name: 'Loading older calls' })).toBeVisible();
  await postAsService(url, { text: 'And one more' });
  // The page has heard of it.
  await expect(page.getByText('57 accepted').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Loading older calls' })).toBeVisible();
  letGo();
  await expect(rowsOf(page)).toHaveCount(57);
  // The button is gone with the last of them.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('calls that do not match the filters any more are dimmed until those that match are there', async ({
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithCalls(person, baseURL);
  await page.goto(path);
  await expect(rowsOf(page)).toHaveCount(5);
  const letGo = await hold(page, /\/usage\/invocations\?.*outcome=/);
  await chooseOutcome(page, 'Failed');
  const before = page.locator('[aria-busy=true]').filter({ has: page.getByRole('table', { name: 'Calls' }) });
  await expect(before).toBeVisible();
  letGo();
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(before).toHaveCount(0);
});

test('that nothing matched is not said of other filters before they are answered', async ({
  page,
  person,
  baseURL,
}) => {
  const { path } = await tokenWithAccepted(person, baseURL, 1);
  await page.goto(`${path}?outcome=failed`);
  await expect(page.getByText('No calls match')).toBeVisible();
  const letGo = await hold(page, /\/usage\/invocations\?/);
  await page.getByRole('button', { name: 'Show all calls' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Loading calls' })).toBeVisible();
  await expect(page.getByText('No calls match')).toHaveCount(0);
  letGo();
  await expect(rowsOf(page)).toHaveCount(1);
});
