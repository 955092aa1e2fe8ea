import type { Locator, Page } from 'playwright/test';
import { makeRecoveryCodes } from '@/lib/second-factors/make-recovery-codes';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { createPasskey } from '../support/passkey';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { pressBeside } from './press-beside';

/** Presses Escape and beside the dialog; `shown` has to stay, and goes with `button`. */
async function expectHeld(page: Page, shown: Locator, button: string) {
  await expect(shown).toBeVisible();
  await pressBeside(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveAttribute('data-state', 'open');
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('new recovery codes stay until a button closes them', async ({ page, person }) => {
  await createPasskey(person);
  await makeRecoveryCodes(person);
  await page.goto('/settings/security');
  for (const button of ['I have saved them', 'Close']) {
    await page.getByRole('button', { name: 'Make new codes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make new codes' }).click();
    await expectHeld(page, page.getByRole('list', { name: 'Recovery codes' }), button);
  }
});

test('a link that is shown only now stays until a button closes it', async ({ page, context }) => {
  const name = unique('Grace');
  await createUser({ name });
  await signIn(context, await createUser({ role: 'ADMINISTRATOR' }), { steppedUp: true });
  await page.goto('/members');
  const make = page.getByRole('button', { name: 'Create link' });

  await page.getByRole('button', { name: 'Invite' }).click();
  await make.click();
  await expectHeld(page, page.getByRole('dialog').getByText('/join/'), 'Done');

  await page.getByRole('button', { name: `More about ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Reset link' }).click();
  await make.click();
  await expectHeld(page, page.getByRole('dialog').getByText('/reset/'), 'Close');
});
