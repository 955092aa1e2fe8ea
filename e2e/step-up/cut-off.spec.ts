import type { Page } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { STEP_UP_DURATION_MS } from '@/lib/step-up/step-up-policy';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { fetchesNothingAhead } from '../support/fetches-nothing-ahead';
import { goToAlive } from '../support/go-to';
import { setStepUpAge, signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { rowOf, TOKENS_PATH } from '../support/tokens-page';

test.use({ withPasskey: true });

/** A text that only the code of the check contains. */
const IN_CHECK = 'Follow the prompt of your browser.';
const CODE = '**/_next/static/chunks/**';
const gateOf = (page: Page) => page.getByRole('dialog', { name: 'Verify your identity' });

/** Keeps the code of the check from the page, as while the server starts again; `comeBack` ends that. */
async function withoutCheck(page: Page) {
  let isAway = true;
  await page.route('**/api/health', (route) =>
    isAway ? route.abort('connectionrefused') : route.continue(),
  );
  await page.route(CODE, async (route) => {
    const answer = await route.fetch();
    const isWanted = !isAway || !(await answer.text()).includes(IN_CHECK);
    return isWanted ? route.fulfill({ response: answer }) : route.abort('connectionrefused');
  });
  return () => {
    isAway = false;
  };
}

/** Loses the connection and has it back, which refreshes the page. That it has come tells the name of its person. */
async function reconnect(page: Page, { id }: { id: string }) {
  await page.context().setOffline(true);
  const name = unique('Renamed');
  await db().user.update({ where: { id }, data: { name }, select: { id: true } });
  await page.context().setOffline(false);
  await expect(page.locator(`[aria-label="Account of ${name}"]`).first()).toBeAttached();
}

test('S9 a refresh under the closed gate throws no open dialog away', async ({ page, person }) => {
  await setStepUpAge(person, STEP_UP_DURATION_MS - 20_000);
  await goToAlive(page, TOKENS_PATH);
  await page.getByRole('button', { name: 'Generate New Token' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('GitHub builds');
  await expect(gateOf(page)).toBeVisible();
  await reconnect(page, person);
  await gateOf(page).getByRole('button', { name: 'Continue' }).click();
  await expect(gateOf(page)).toHaveCount(0);
  await expect(name).toHaveValue('GitHub builds');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByTestId('new-token')).toBeVisible();
});

test('S9 a refresh of the usage history under the closed gate keeps what is typed there', async ({
  page,
  person,
}) => {
  const { id } = await createToken(person, { name: 'Old name' });
  await setStepUpAge(person, STEP_UP_DURATION_MS - 20_000);
  await goToAlive(page, `${TOKENS_PATH}/${id}`);
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  const name = page.getByLabel('New name of Old name');
  await name.fill('New name');
  await expect(gateOf(page)).toBeVisible();
  await reconnect(page, person);
  await gateOf(page).getByRole('button', { name: 'Continue' }).click();
  await expect(gateOf(page)).toHaveCount(0);
  await expect(name).toHaveValue('New name');
});

test('S9 Lock now leaves nothing of the page behind the gate, although no refresh arrives', async ({
  page,
  person,
}) => {
  await createToken(person, { name: 'Build server' });
  await goToAlive(page, TOKENS_PATH);
  await expect(rowOf(page, 'Build server')).toBeVisible();
  await page.route('**/*_rsc=*', () => {});
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { name: 'Verify your identity' })).toBeVisible();
  await expect(page.getByText('Build server')).toHaveCount(0);
  const side = page.getByRole('navigation', { name: 'Bots & Tools' });
  await expect(side.getByRole('link', { name: /^Webhook Tokens/ })).toContainText('locked');
});

test('S9 without the code of the check the page is covered all the same, and the check comes once it can be had', async ({
  page,
  person,
}) => {
  await fetchesNothingAhead(page);
  const comeBack = await withoutCheck(page);
  await setStepUpAge(person, STEP_UP_DURATION_MS - 20_000);
  await page.goto(TOKENS_PATH);
  const generate = page.getByRole('button', { name: 'Generate New Token' });
  await expect(generate.first()).toBeVisible();
  await expect(gateOf(page)).toContainText('Postern cannot be reached');
  await expect(generate).toHaveCount(0);
  await gateOf(page).getByRole('button', { name: 'Try again' }).click();
  await expect(gateOf(page)).toContainText('Postern cannot be reached');
  comeBack();
  // No press: the list of tokens hears that Postern answers.
  await gateOf(page).getByRole('button', { name: 'Continue' }).click();
  await expect(gateOf(page)).toHaveCount(0);
  await expect(generate.first()).toBeVisible();
});

test('S9 the code of the check is there before it is asked for', async ({ page, person }) => {
  const fetched = page.waitForResponse(
    async (one) => one.url().includes('/_next/static/chunks/') && (await one.text()).includes(IN_CHECK),
  );
  await setStepUpAge(person, STEP_UP_DURATION_MS - 20_000);
  await page.goto(TOKENS_PATH);
  await fetched;
  await page.route(CODE, (route) => route.abort('connectionrefused'));
  await gateOf(page).getByRole('button', { name: 'Continue' }).click();
  await expect(gateOf(page)).toHaveCount(0);
});

test('S9 where a change asks for the check and its code does not arrive, the next press asks anew', async ({
  page,
}) => {
  const person = await createUser({ role: 'ADMINISTRATOR' });
  await signIn(page.context(), person, { steppedUp: false });
  await fetchesNothingAhead(page);
  const comeBack = await withoutCheck(page);
  await goToAlive(page, '/members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const invite = page.getByRole('button', { name: 'Create link' });
  await invite.click();
  await expect(gateOf(page)).toContainText('Postern cannot be reached');
  await gateOf(page).getByRole('button', { name: 'Not now' }).click();
  await expect(gateOf(page)).toHaveCount(0);
  comeBack();
  await invite.click();
  await expect(gateOf(page)).toContainText('Step 1 of 2');
});
