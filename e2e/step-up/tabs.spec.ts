import { createToken } from '@/prisma/factories/create-token';
import { unique } from '@/prisma/factories/unique';
import { goToAlive } from '../support/go-to';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

test.use({ steppedUp: false, withPasskey: true });

test('S9 what one tab verifies, the lock and ⌘K of another know at once, and so with Lock now', async ({
  page,
  context,
  person,
}) => {
  const name = unique('Build server');
  await createToken(person, { name });
  const other = await context.newPage();
  await goToAlive(other, '/bots-and-tools/bots');
  const lock = other
    .getByRole('navigation', { name: 'Bots & Tools' })
    .getByRole('link', { name: /^Webhook Tokens/ });
  await expect(lock).toContainText('locked');
  await other.keyboard.press('Control+k');
  const found = other.getByRole('option', { name });
  await expect(other.getByRole('option', { name: 'Generate New Token' })).toBeVisible();
  await expect(found).toHaveCount(0);

  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('timer')).toContainText('left');
  await expect(found).toBeVisible();
  await other.keyboard.press('Escape');
  await expect(lock).toContainText('open');

  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(lock).toContainText('locked');
  await other.keyboard.press('Control+k');
  await expect(other.getByRole('option', { name: 'Generate New Token' })).toBeVisible();
  await expect(found).toHaveCount(0);
});
