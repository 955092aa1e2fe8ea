import { db } from '@/lib/db/prisma';
import { createPasskey } from '../support/passkey';
import { expect, test } from '../support/test';

test('S22 recovery codes are offered beside another method only, and go with the last one', async ({
  page,
  person,
}) => {
  await createPasskey(person);
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Make codes' }).click();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await expect(page.getByText('10 left', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'More about Test key' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove last method' }).click();
  await expect(page.getByText('No passkey yet.')).toBeVisible();
  await expect(page.getByText('Recovery codes')).toHaveCount(0);
  const asked = await page.request.post('/api/recovery-codes');
  expect(await asked.json()).toMatchObject({ code: 'conflict' });
  expect(await db().recoveryCode.count({ where: { userId: person.id } })).toBe(0);
});
