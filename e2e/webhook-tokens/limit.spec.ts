import { createToken } from '@/prisma/factories/create-token';
import { goToAlive } from '../support/go-to';
import { expect, test } from '../support/test';
import { rowOf, TOKENS_PATH } from '../support/tokens-page';

test('S2 twenty requests at once from the page make five tokens, not six', async ({ page, person }) => {
  expect(person.id).toBeTruthy();
  await page.goto(TOKENS_PATH);
  const answers = await page.evaluate(() =>
    Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const response = await fetch('/api/webhook-tokens', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name: `Parallel ${index}` }),
        });
        return { status: response.status, body: await response.json() };
      }),
    ),
  );
  const made = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(made).toHaveLength(5);
  expect(new Set(made.map(({ body }) => body.token)).size).toBe(5);
  for (const { status, body } of refused)
    expect({ status, limit: body.limit }).toEqual({ status: 409, limit: 5 });
  await page.reload();
  await expect(page.getByText('5 of 5')).toBeVisible();
});

test('S2 deleting one frees its place', async ({ page, person }) => {
  for (const number of [1, 2, 3, 4, 5]) await createToken(person, { name: `Token ${number}` });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'More for Token 3' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete token' }).click();
  await expect(rowOf(page, 'Token 3')).toHaveCount(0);
  await page.getByRole('button', { name: 'Generate New Token' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Token 6');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByTestId('new-token')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(rowOf(page, 'Token 6')).toBeVisible();
  await expect(page.getByText('5 of 5')).toBeVisible();
});

test('S13 the page says that five is the most, and at five the button is disabled and says why', async ({
  page,
  person,
}) => {
  for (const number of [1, 2, 3, 4]) await createToken(person, { name: `Token ${number}` });
  await page.goto(TOKENS_PATH);
  await expect(page.getByText('You can have at most 5 at any one time.')).toBeVisible();
  const generate = page.getByRole('button', { name: 'Generate New Token' });
  await expect(generate).toBeEnabled();
  await createToken(person, { name: 'Token 5' });
  await goToAlive(page, TOKENS_PATH);
  await expect(generate).toHaveAttribute('aria-disabled', 'true');
  await expect(generate).toHaveAccessibleDescription(/5 tokens, the most at any one time/);
  // The page says it once; the button tells its reason on request.
  await expect(page.getByText(/at any one time|tokens are in use/).filter({ visible: true })).toHaveCount(1);
  await generate.click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('tooltip')).toContainText('the most at any one time');
});

test('S13 at five a link that generates says why it cannot before anything is typed', async ({
  page,
  person,
}) => {
  for (const number of [1, 2, 3, 4, 5]) await createToken(person, { name: `Token ${number}` });
  await page.goto(`${TOKENS_PATH}?do=generate`);
  const dialog = page.getByRole('dialog', { name: 'Generate New Token' });
  await expect(dialog).toHaveAccessibleDescription(/5 tokens, the most at any one time/);
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(TOKENS_PATH);
});
