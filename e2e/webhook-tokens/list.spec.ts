import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, rowOf, TOKENS_PATH } from '../support/tokens-page';

test('S12 Generated Tokens lists name, unique id, invocations, last invoked and status', async ({
  page,
  person,
  baseURL,
}) => {
  const used = await createToken(person, { name: 'Build server' });
  await createToken(person, { name: 'Old shop', enabled: false });
  await createToken(await createUser(), { name: 'Of somebody else' });
  const { uniqueName } = await createChannel(person);
  for (const text of ['One', 'Two']) {
    await postAsService(channelUrl(baseURL, uniqueName, used.token), { text });
  }
  await page.goto(TOKENS_PATH);
  await expect(page.getByRole('heading', { name: 'Generated Tokens' })).toBeVisible();
  const columns = page.getByRole('table', { name: 'Generated Tokens' }).getByRole('columnheader');
  await expect(columns).toContainText(['Name', 'Token', 'Invocations', 'Last invoked', 'Status']);
  const row = rowOf(page, 'Build server');
  await expect(row).toContainText(used.publicId);
  await expect(row.getByRole('link')).toContainText('2');
  await expect(row.getByRole('time').or(row.locator('time'))).toBeVisible();
  await expect(row.getByRole('switch')).toBeChecked();
  const idle = rowOf(page, 'Old shop');
  await expect(idle).toContainText('never');
  await expect(idle.getByRole('switch')).not.toBeChecked();
  await expect(page.getByText('Of somebody else')).toHaveCount(0);
});

test('S21 invocations and last invoked equal the accepted calls, live, and refused ones do not count', async ({
  page,
  person,
  baseURL,
}) => {
  const token = await createToken(person, { name: 'Build server' });
  const { uniqueName } = await createChannel(person);
  const url = channelUrl(baseURL, uniqueName, token.token);
  await page.goto(TOKENS_PATH);
  const row = rowOf(page, 'Build server');
  await expect(row).toContainText('never');
  const sends = Array.from({ length: 12 }, (_, index) =>
    postAsService(url, index % 4 === 3 ? { nonsense: true } : { text: `Call ${index}` }),
  );
  const accepted = (await Promise.all(sends)).filter(({ status }) => status === 204).length;
  const beforeLastMs = Date.now();
  expect((await postAsService(url, { text: 'The last' })).status).toBe(204);
  const afterLastMs = Date.now();
  await postAsService(url, { nonsense: true });
  expect(accepted).toBe(9);
  await expect(row.getByRole('link')).toContainText(String(accepted + 1));
  const at = Date.parse((await row.locator('time').first().getAttribute('datetime')) ?? '');
  expect(at).toBeGreaterThanOrEqual(beforeLastMs - 1);
  expect(at).toBeLessThanOrEqual(afterLastMs);
  await row.getByRole('link').click();
  await expect(page.getByText('10 accepted').first()).toBeVisible();
  await expect(page.getByText('4 refused').first()).toBeVisible();
});

test('S21 a token whose every call is refused tells how many and when, in its row, its history and before it is deleted', async ({
  page,
  person,
  baseURL,
}) => {
  const { token, id } = await createToken(person, { name: 'Refused' });
  await createToken(person, { name: 'Unused' });
  const { uniqueName } = await createChannel(person);
  const url = channelUrl(baseURL, uniqueName, token);
  for (let n = 0; n < 2; n++) await postAsService(url, { nonsense: true });
  const beforeLastMs = Date.now();
  expect((await postAsService(url, { nonsense: true })).status).toBe(400);
  const afterLastMs = Date.now();

  await page.goto(TOKENS_PATH);
  const row = rowOf(page, 'Refused');
  await expect(row.getByRole('link')).toHaveAccessibleName(
    /^0 invocations.*Last 7 days: 0 accepted, 3 refused/,
  );
  await expect(row).toContainText('3 refused');
  await expect(row).toContainText('never');
  const at = Date.parse((await row.locator('time').getAttribute('datetime')) ?? '');
  expect(at).toBeGreaterThanOrEqual(beforeLastMs - 1);
  expect(at).toBeLessThanOrEqual(afterLastMs);
  await expect(row.getByRole('img', { name: 'Last 7 days: 0 accepted, 3 refused' })).toBeVisible();
  // A token without calls has no chart.
  await expect(rowOf(page, 'Unused').getByRole('img')).toHaveCount(0);
  await expect(rowOf(page, 'Unused')).not.toContainText('refused');

  await page.setViewportSize({ width: 390, height: 844 });
  const card = page.getByRole('list', { name: 'Generated Tokens' }).getByRole('listitem').filter({
    hasText: 'Refused',
  });
  await expect(card).toContainText('3 refused');
  await expect(card).toContainText(/refused (just now|\d+ minutes? ago)/);
  await expect(card.getByRole('img', { name: 'Last 7 days: 0 accepted, 3 refused' })).toBeVisible();

  await page.getByRole('button', { name: 'More for Refused' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete “Refused”?' });
  await expect(dialog).toContainText(/No call with it was ever accepted\. 3 calls were refused, the last /);
  await expect(dialog).not.toContainText('never used');
  await page.keyboard.press('Escape');

  await page.goto(`${TOKENS_PATH}/${id}`);
  await expect(page.getByText(/^3 refused or failed, last /)).toBeVisible();
  await expect(page.getByText(/^0 accepted$/)).toBeVisible();
});

test('S12 accepted and refused calls are told apart by their place, not by their colour alone', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person, { name: 'Both' });
  const { uniqueName } = await createChannel(person);
  const url = channelUrl(baseURL, uniqueName, token);
  for (const body of [{ text: 'One' }, { text: 'Two' }, { nonsense: true }]) await postAsService(url, body);
  await page.goto(TOKENS_PATH);
  const spark = rowOf(page, 'Both').getByRole('img', { name: 'Last 7 days: 2 accepted, 1 refused' });
  await expect(spark).toBeVisible();
  const drawn = await spark.evaluate((svg) =>
    [...svg.querySelectorAll('rect')]
      .map(({ x, y, width, height }) => ({
        x: x.baseVal.value,
        y: y.baseVal.value,
        width: width.baseVal.value,
        end: y.baseVal.value + height.baseVal.value,
      }))
      .filter(({ y, end }) => end > y),
  );
  const line = drawn.find(({ width }) => width > 10)!;
  const bars = drawn.filter((bar) => bar !== line);
  expect(bars.filter(({ end }) => end <= line.y)).toHaveLength(1);
  expect(bars.filter(({ y }) => y >= line.end)).toHaveLength(1);
});
