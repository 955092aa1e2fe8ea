import { deferred } from '@/lib/boot/process/deferred';
import { createChannel } from '@/prisma/factories/create-channel';
import { createUser } from '@/prisma/factories/create-user';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, rowOf, TOKENS_PATH } from '../support/tokens-page';

test('S10 Webhook Tokens is listed under Bots & Tools, last, with a lock while it is locked', async ({
  page,
  person,
}) => {
  expect(person.id).toBeTruthy();
  await page.goto('/bots-and-tools');
  const tools = page.getByRole('main').getByRole('listitem');
  await expect(tools).toHaveText([/^Bots/, /^Extensions/, /^Channels/, /^Webhook Tokens/]);
  await expect(tools.last()).toContainText('open');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Webhook Tokens/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`${TOKENS_PATH}$`));
  await expect(page.getByRole('heading', { name: 'Webhook Tokens', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { name: 'Verify your identity' })).toBeVisible();
  const side = page.getByRole('navigation', { name: 'Bots & Tools' });
  await expect(side.getByRole('link', { name: /^Webhook Tokens/ })).toContainText('locked');
});

test('S11 Generate New Token asks for a name, shows the whole token once and leads on', async ({
  page,
  person,
}) => {
  expect(person.id).toBeTruthy();
  await page.goto(TOKENS_PATH);
  await expect(page.getByText('No tokens yet')).toBeVisible();
  await page.getByRole('button', { name: 'Generate New Token' }).click();
  const dialog = page.getByRole('dialog', { name: 'Generate New Token' });
  await dialog.getByRole('button', { name: 'Generate' }).click();
  await expect(dialog.getByText('Give the token a name.')).toBeVisible();
  await dialog.getByLabel('Name').fill('  GitHub builds  ');
  await dialog.getByRole('button', { name: 'Generate' }).click();
  const token = page.getByTestId('new-token');
  await expect(token).toHaveText(/^1001\.[0-9a-f]{32}\.[0-9a-f]{32}$/);
  const secret = (await token.textContent())?.slice(-32) ?? '';
  await page.getByRole('dialog').getByRole('button', { name: 'Get Webhook URL' }).click();
  const popup = page.getByRole('dialog', { name: 'Get Webhook URL' });
  await expect(popup.getByRole('combobox', { name: 'Token' })).toContainText('GitHub builds');
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'GitHub builds')).toBeVisible();
  expect(await page.content()).not.toContain(secret);
});

test('S1 a token is one person’s: it posts as that person, and where that person may', async ({
  page,
  person,
  baseURL,
}) => {
  const channel = await createChannel(person);
  const elsewhere = await createChannel(await createUser());
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Generate New Token' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Monitoring');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  const token = (await page.getByTestId('new-token').textContent()) ?? '';
  const accepted = await postAsService(channelUrl(baseURL, channel.uniqueName, token), {
    text: 'Disk is full',
  });
  expect(accepted.status).toBe(204);
  const refused = await postAsService(channelUrl(baseURL, elsewhere.uniqueName, token), { text: 'No' });
  expect(refused.status).toBe(403);
  await page.goto(`/channels/${channel.uniqueName}`);
  const message = page.getByRole('article').filter({ hasText: 'Disk is full' });
  await expect(message).toContainText(person.name);
});

test('S11 a token that the list was fetched with before its own answer came stands there once', async ({
  page,
  person,
}) => {
  expect(person.id).toBeTruthy();
  await page.goto(TOKENS_PATH);
  const { promise: late, resolve: goOn } = deferred<void>();
  let isListed = false;
  await page.route('**/api/webhook-tokens', async (route) => {
    // A later list, which would mend a second row, does not come any more.
    if (route.request().method() !== 'POST') return isListed ? undefined : route.fallback();
    const response = await route.fetch();
    await late;
    await route.fulfill({ response });
  });
  await page.getByRole('button', { name: 'Generate New Token' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Monitoring');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  // The page asks for its list from time to time.
  await expect(page.getByText('1 of 5')).toBeVisible();
  isListed = true;
  goOn();
  await expect(page.getByTestId('new-token')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('1 of 5')).toBeVisible();
  await expect(rowOf(page, 'Monitoring')).toHaveCount(1);
});
