import type { BrowserContext, Page } from 'playwright/test';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { goToAlive } from '../support/go-to';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

const accountOf = (page: Page, { name }: { name: string }) =>
  page.getByRole('button', { name: `Account of ${name}` });

/** Two people; the first is signed in. */
async function twoPeople(context: BrowserContext) {
  const first = await createUser({ name: unique('Ada') });
  const second = await createUser({ name: unique('Grace') });
  await signIn(context, first, { steppedUp: true });
  return { first, second };
}

test('a tab shows whoever signed in in another one, without a press', async ({ page, context }) => {
  const { first, second } = await twoPeople(context);
  await goToAlive(page, '/bots-and-tools');
  await expect(accountOf(page, first)).toBeVisible();
  const other = await context.newPage();
  await goToAlive(other, '/members');
  await accountOf(other, first).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(other).toHaveURL('/sign-in');
  await signIn(context, second);
  await other.goto('/members');
  await expect(accountOf(other, second)).toBeVisible();
  await expect(accountOf(page, second)).toBeVisible();
  await expect(accountOf(page, first)).toHaveCount(0);
});

test('a tab that heard of nothing shows the person who is signed in on the next page', async ({
  page,
  context,
}) => {
  const { first, second } = await twoPeople(context);
  await goToAlive(page, '/bots-and-tools');
  await expect(accountOf(page, first)).toBeVisible();
  await signIn(context, second);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click();
  await expect(accountOf(page, second)).toBeVisible();
  await expect(page).toHaveURL('/members');
});

test('S9 the gate over a page asks the person who is signed in now, by their own address', async ({
  page,
  context,
}) => {
  const { first, second } = await twoPeople(context);
  await createToken(first, { name: 'Build server' });
  await goToAlive(page, TOKENS_PATH);
  await signIn(context, second);
  await page.getByRole('switch', { name: 'Status of Build server' }).click();
  await expect(page.getByRole('heading', { name: 'Verify your identity' })).toBeVisible();
  await expect(page.locator('main').getByText(second.email)).toBeVisible();
  await expect(page.getByText(first.email)).toHaveCount(0);
});
