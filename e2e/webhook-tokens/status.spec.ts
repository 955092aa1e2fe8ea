import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, rowOf, TOKENS_PATH } from '../support/tokens-page';

test('S16 the Status switch stops calls at once, and they work again after re-enabling', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person);
  const call = () => postAsService(channelUrl(baseURL, channel.uniqueName, token), { text: 'Hi' });
  const answered = () =>
    page.waitForResponse((response) => response.url().endsWith('/status') && response.ok());
  await page.goto(TOKENS_PATH);
  const status = rowOf(page, 'Build server').getByRole('switch', { name: 'Status of Build server' });
  expect((await call()).status).toBe(204);

  let answer = answered();
  await status.click();
  await answer;
  expect(await call()).toMatchObject({ status: 401 });
  await expect(status).not.toBeChecked();
  await expect(page.getByText('Calls with this token are refused from now on.')).toBeVisible();

  await expect(status).not.toHaveAttribute('aria-busy', 'true');
  answer = answered();
  await status.focus();
  await page.keyboard.press('Space');
  await answer;
  expect((await call()).status).toBe(204);
  await expect(status).toBeChecked();
  await page.reload();
  await expect(status).toBeChecked();
});

test('S16 Undo takes the switch back', async ({ page, person, baseURL }) => {
  const { token } = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person);
  const url = channelUrl(baseURL, channel.uniqueName, token);
  await page.goto(TOKENS_PATH);
  const status = page.getByRole('switch', { name: 'Status of Build server' });
  await status.click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(status).toBeChecked();
  await expect.poll(async () => (await postAsService(url, { text: 'Hi' })).status).toBe(204);
});

test('S16 a switch that the server refuses goes back and says why', async ({ page, person }) => {
  await createToken(person, { name: 'Build server' });
  await page.goto(TOKENS_PATH);
  await page.route('**/status', (route) => route.abort());
  const status = page.getByRole('switch', { name: 'Status of Build server' });
  await status.click();
  await expect(page.getByText('“Build server” is still on.')).toBeVisible();
  await expect(status).toBeChecked();
});
