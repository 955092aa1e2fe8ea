import { deleteToken } from '@/lib/webhook-tokens/delete-token';
import { createToken } from '@/prisma/factories/create-token';
import { expect, test } from '../support/test';
import { rowOf, TOKENS_PATH } from '../support/tokens-page';

test('the switch of a token that was deleted elsewhere says so, and the token leaves the list', async ({
  page,
  person,
}) => {
  const { id } = await createToken(person, { name: 'Build server' });
  await createToken(person, { name: 'Another' });
  await page.goto(TOKENS_PATH);
  const status = page.getByRole('switch', { name: 'Status of Build server' });
  await expect(status).toBeChecked();
  await deleteToken(person, id);
  await status.click();
  await expect(page.getByText('“Build server” is deleted.')).toBeVisible();
  await expect(page.getByText('is still on')).toHaveCount(0);
  await expect(rowOf(page, 'Build server')).toHaveCount(0);
  await expect(rowOf(page, 'Another')).toBeVisible();
});

test('an open usage history says that its token was deleted elsewhere, and offers nothing for it', async ({
  page,
  person,
}) => {
  const { id } = await createToken(person, { name: 'Build server' });
  await page.goto(`${TOKENS_PATH}/${id}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await deleteToken(person, id);
  await expect(page.getByRole('alert').filter({ hasText: 'deleted elsewhere' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Build server');
  await expect(page.getByRole('switch')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Get Webhook URL' })).toHaveCount(0);
  await expect(page.getByText('Connecting')).toHaveCount(0);
});
