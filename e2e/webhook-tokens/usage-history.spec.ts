import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, rowOf, TOKENS_PATH } from '../support/tokens-page';
import { rowsOf } from '../support/usage-page';

test('S18 clicking a token opens its usage history, with refused calls and their reason', async ({
  page,
  person,
  baseURL,
}) => {
  const token = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person);
  const url = channelUrl(baseURL, channel.uniqueName, token.token);
  await postAsService(url, { text: 'Build 128 passed' });
  await postAsService(url, { text: 'Hi', nonsense: true });
  await postAsService(channelUrl(baseURL, 'nowhere-at-all', token.token), { text: 'Hi' });
  await page.goto(TOKENS_PATH);
  // A click on any part of the row that is not a control opens the history.
  await rowOf(page, 'Build server')
    .getByRole('cell')
    .nth(3)
    .click({ position: { x: 4, y: 4 }, force: true });
  await expect(page).toHaveURL(`${baseURL}${TOKENS_PATH}/${token.id}`);
  await expect(page.getByText('1 accepted').first()).toBeVisible();
  await expect(page.getByText('2 refused').first()).toBeVisible();
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('404');
  await expect(rows.nth(0)).toContainText('nowhere-at-all');
  await expect(rows.nth(1)).toContainText('400');
  await expect(rows.nth(1)).toContainText('nonsense');
  await expect(rows.nth(2)).toContainText('204');
  await expect(rows.nth(2)).toContainText(channel.uniqueName);

  await page.getByRole('combobox', { name: 'Outcome' }).click();
  await page.getByRole('option', { name: 'Refused' }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Search calls' }).fill('nowhere');
  await expect(rows).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search calls' }).fill('matches nothing');
  await page.getByRole('button', { name: 'Show all calls' }).click();
  await expect(rows).toHaveCount(3);
});

test('S18 a call opens in full: answer, request, headers and body, without its key', async ({
  page,
  person,
  baseURL,
}) => {
  const token = await createToken(person);
  const channel = await createChannel(person);
  await postAsService(`${channelUrl(baseURL, channel.uniqueName, token.token)}&branch=main`, {
    text: 'Build 128 passed',
  });
  await page.goto(`${TOKENS_PATH}/${token.id}`);
  const call = page.getByRole('link', { name: /call in full/ });
  await call.click();
  const drawer = page.getByRole('dialog', { name: 'Call' });
  await expect(drawer).toContainText('Accepted');
  await expect(drawer).toContainText(`/api/v2/channelsbyname/${channel.uniqueName}/message`);
  await expect(drawer).toContainText('branch=main');
  await expect(drawer).toContainText('content-type');
  await expect(drawer).toContainText('Build 128 passed');
  await expect(drawer).not.toContainText(token.token.slice(-32));
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(call).toBeFocused();
});

test('S18 S21 new calls appear without reloading, and the counters with them', async ({
  page,
  person,
  baseURL,
}) => {
  const token = await createToken(person);
  const channel = await createChannel(person);
  const url = channelUrl(baseURL, channel.uniqueName, token.token);
  await page.goto(`${TOKENS_PATH}/${token.id}`);
  await expect(page.getByText('No calls yet')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await postAsService(url, { text: 'One' });
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(1);
  await expect(page.getByText('1 accepted').first()).toBeVisible();
  await Promise.all([2, 3, 4, 5, 6].map((number) => postAsService(url, { text: `Call ${number}` })));
  await expect(rows).toHaveCount(6);
  await expect(page.getByText('6 accepted').first()).toBeVisible();
});

test('S18 older calls are a button away, none twice and none left out', async ({ page, person, baseURL }) => {
  const token = await createToken(person);
  const channel = await createChannel(person);
  const url = channelUrl(baseURL, channel.uniqueName, token.token);
  await Promise.all(Array.from({ length: 60 }, (_, index) => postAsService(url, { text: `Call ${index}` })));
  await page.goto(`${TOKENS_PATH}/${token.id}`);
  const rows = rowsOf(page);
  await expect(rows).toHaveCount(50);
  await page.getByRole('button', { name: 'Show older calls' }).click();
  await expect(rows).toHaveCount(60);
  await expect(page.getByRole('button', { name: 'Show older calls' })).toHaveCount(0);
});
