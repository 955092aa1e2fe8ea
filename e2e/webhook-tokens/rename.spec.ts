import type { Page } from 'playwright/test';
import { deferred } from '@/lib/boot/process/deferred';
import { createToken } from '@/prisma/factories/create-token';
import type { TestUser } from '@/prisma/factories/create-user';
import { failChanges, holdChanges } from '../connection/faults';
import { expect, test } from '../support/test';
import { rowOf, TOKENS_PATH, tabTo } from '../support/tokens-page';

test('S14 a click on the name renames in place: Enter saves, Escape cancels', async ({ page, person }) => {
  await createToken(person, { name: 'Old name' });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  const field = page.getByRole('textbox', { name: 'New name of Old name' });
  await expect(field).toBeFocused();
  await page.keyboard.type('Not this');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  await expect(field).toBeFocused();
  await page.keyboard.type('New name');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'New name')).toBeVisible();
  await expect(field).toHaveCount(0);
  await page.reload();
  await expect(rowOf(page, 'New name')).toBeVisible();
});

test('S14 leaving the window saves nothing that is half typed; leaving the field saves it', async ({
  page,
  person,
}) => {
  await createToken(person, { name: 'Old name' });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  const field = page.getByRole('textbox', { name: 'New name of Old name' });
  await field.fill('New');
  // What a browser tells when its window loses the focus: the field keeps it.
  await field.dispatchEvent('blur');
  await field.dispatchEvent('focusout', { bubbles: true });
  await expect(field).not.toHaveAttribute('aria-busy');
  await page.keyboard.type(' name');
  await expect(field).toHaveValue('New name');
  await page.getByRole('heading', { name: 'Webhook Tokens', level: 1 }).click();
  await expect(rowOf(page, 'New name')).toBeVisible();
  await expect(field).toHaveCount(0);
});

test('S14 keys of an input method neither save nor cancel', async ({ page, person }) => {
  await createToken(person, { name: 'Old name' });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  const field = page.getByRole('textbox', { name: 'New name of Old name' });
  await field.fill('名前');
  for (const key of ['Escape', 'Enter']) {
    // Safari has the code alone.
    for (const sign of [{ isComposing: true }, { keyCode: 229 }]) {
      await field.dispatchEvent('keydown', { key, bubbles: true, cancelable: true, ...sign });
    }
  }
  await expect(field).toHaveValue('名前');
  await expect(field).not.toHaveAttribute('aria-busy');
  await field.press('Enter');
  await expect(rowOf(page, '名前')).toBeVisible();
});

test('S14 renaming works by keyboard alone, and the focus stays on the name', async ({ page, person }) => {
  await createToken(person, { name: 'Old name' });
  await page.goto(TOKENS_PATH);
  const button = page.getByRole('button', { name: 'Rename Old name' });
  await expect(page.getByRole('timer')).toContainText('left');
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Rename By keyboard' })).toBeFocused();
});

test('S14 the menu of a token renames in place too', async ({ page, person }) => {
  await createToken(person, { name: 'Old name' });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'More for Old name' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await expect(page.getByRole('textbox', { name: 'New name of Old name' })).toBeFocused();
  await page.keyboard.type('From the menu');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'From the menu')).toBeVisible();
});

test('S14 an empty name is refused in the field, and nothing typed is lost', async ({ page, person }) => {
  await createToken(person, { name: 'Old name' });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  const field = page.getByRole('textbox', { name: 'New name of Old name' });
  await field.fill('   ');
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/name/i);
  await field.fill('x'.repeat(150));
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.press('Escape');
  await expect(rowOf(page, 'Old name')).toBeVisible();
});

test('S14 a token renamed on its own page is so in the title of the tab, too', async ({ page, person }) => {
  const token = await createToken(person, { name: 'Old name' });
  await page.goto(`${TOKENS_PATH}/${token.id}`);
  await expect(page).toHaveTitle(/Old name/);
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  await page.getByRole('textbox', { name: 'New name of Old name' }).fill('New name');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Rename New name' })).toBeVisible();
  await expect(page).toHaveTitle(/New name/);
});

/** Two tokens, with a new name typed for one of them. */
async function typeName(page: Page, person: TestUser, name: string) {
  await createToken(person, { name: 'Another' });
  await createToken(person, { name: 'Old name' });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  const field = page.getByRole('textbox', { name: 'New name of Old name' });
  await field.fill(name);
  return field;
}

const members = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' });

test('S14 a name that is left for another and not saved stays, with the reason', async ({ page, person }) => {
  const field = await typeName(page, person, 'New name');
  await failChanges(page);
  await page.getByRole('button', { name: 'Rename Another' }).click();
  await expect(page.getByRole('textbox', { name: 'New name of Another' })).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/did not confirm the change/);
  await expect(field).toHaveValue('New name');
  // The field says it, so no toast does.
  await expect(page.getByText(/did not confirm the change/).filter({ visible: true })).toHaveCount(1);
});

test('S14 a name that is left for another page and not saved is said there', async ({ page, person }) => {
  await typeName(page, person, 'New name');
  const { promise: late, resolve: goOn } = deferred<void>();
  await page.route('**/api/webhook-tokens/*/name', async (route) => {
    await late;
    await route.fulfill({ status: 429 });
  });
  await members(page).click();
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
  goOn();
  await expect(page.getByText(/“Old name” is not renamed to “New name”\./)).toBeVisible();
});

test('S14 a name that is refused is asked about before its page is left', async ({ page, person }) => {
  const field = await typeName(page, person, 'x'.repeat(150));
  await members(page).click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(field).toHaveValue('x'.repeat(150));
  await expect(page).toHaveURL(TOKENS_PATH);
});

test('S14 Escape does not seem to cancel a name that is on its way', async ({ page, person }) => {
  const field = await typeName(page, person, 'New name');
  const { arrived, goOn } = await holdChanges(page);
  await field.press('Enter');
  await arrived;
  await field.press('Escape');
  await expect(field).toHaveValue('New name');
  goOn();
  await expect(rowOf(page, 'New name')).toBeVisible();
  await expect(field).toHaveCount(0);
});
