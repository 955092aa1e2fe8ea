import { TOTP } from 'otpauth';
import type { Page } from 'playwright/test';
import { hashPassword } from '@/lib/accounts/user/password';
import { createSession } from '@/lib/auth/session/create-session';
import { db } from '@/lib/db/prisma';
import { confirmTotp } from '@/lib/second-factors/confirm-totp';
import { makeRecoveryCodes } from '@/lib/second-factors/make-recovery-codes';
import { offerTotp } from '@/lib/second-factors/offer-totp';
import type { TestUser } from '@/prisma/factories/create-user';
import { createPasskey } from '../support/passkey';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

test.use({ steppedUp: false });

const PERIOD_S = 30;
const ENROLMENT_WINDOW_MS = 5 * 60 * 1000;
const opened = (page: Page) => page.getByRole('timer').filter({ hasText: 'left' });

/** Gives a person an authenticator app, in another, verified session of theirs; `code(1)` is the one after the code it used up. */
async function giveApp(person: TestUser) {
  const { id } = await createSession(person.id, { sourceAddress: '127.0.0.1', userAgent: 'Playwright' });
  await db().session.update({ where: { id }, data: { stepUpVerifiedAt: new Date() }, select: { id: true } });
  const { secret } = await offerTotp(person);
  const totp = new TOTP({ secret, digits: 6, period: PERIOD_S });
  const now = Date.now();
  const elsewhere = { ...person, session: { ...person.session, id } };
  await confirmTotp(elsewhere, totp.generate({ timestamp: now }));
  return { code: (steps: number) => totp.generate({ timestamp: now + steps * PERIOD_S * 1000 }) };
}

test('S22 the code of an authenticator app opens the module, and only once', async ({
  page,
  context,
  person,
}) => {
  const app = await giveApp(person);

  await page.goto(TOKENS_PATH);
  const field = page.getByLabel('Code from your authenticator app');
  await field.fill('000000');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('not right or was used before')).toBeVisible();
  const code = app.code(1);
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(opened(page)).toBeVisible();

  const again = await context.request.post('/api/step-up/authenticator-app', { data: { code } });
  expect(again.ok()).toBe(false);
});

test('S22 a recovery code opens the module once', async ({ page, person }) => {
  await createPasskey(person);
  const { codes } = await makeRecoveryCodes(person);
  const code = codes[0] ?? '';
  const another = async () => {
    await page.getByRole('button', { name: 'Try another way' }).click();
    await page.getByRole('button', { name: 'Recovery code' }).click();
  };
  await page.goto(TOKENS_PATH);
  await another();
  await page.getByLabel('Recovery code').fill(code.toUpperCase());
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(opened(page)).toBeVisible();
  await page.getByRole('button', { name: 'Lock now' }).click();
  await another();
  await page.getByLabel('Recovery code').fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('not one of your unused recovery codes')).toBeVisible();
  expect((await page.request.get('/api/webhook-tokens')).status()).toBe(403);
});

test('S22 a recovery code sent from several browsers at once opens one of them', async ({
  browser,
  person,
}) => {
  await createPasskey(person);
  const { codes } = await makeRecoveryCodes(person);
  const browsers = await Promise.all([1, 2, 3, 4].map(() => browser.newContext()));
  for (const context of browsers) await signIn(context, person);
  const { baseURL } = test.info().project.use;
  const answers = await Promise.all(
    browsers.map(({ request }) =>
      request.post(`${baseURL}/api/step-up/recovery-code`, { data: { code: codes[0] } }),
    ),
  );
  const statuses = answers.map((answer) => answer.status());
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses).not.toContain(401);
  for (const context of browsers) await context.close();
});

test('S22 all methods a person has are offered, and no others', async ({ page, person }) => {
  await createPasskey(person);
  await makeRecoveryCodes(person);
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Try another way' }).click();
  await expect(page.getByRole('button', { name: 'Recovery code' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Code from your authenticator app' })).toHaveCount(0);

  await giveApp(person);
  await page.reload();
  await page.getByRole('button', { name: 'Try another way' }).click();
  await expect(page.getByRole('button', { name: 'Recovery code' })).toBeVisible();
  await page.getByRole('button', { name: 'Code from your authenticator app' }).click();
  await page.getByRole('button', { name: 'Try another way' }).click();
  await page.getByRole('button', { name: 'Passkey or security key' }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
});

test('S22 somebody without a method makes a passkey, is shown recovery codes once, and is in', async ({
  page,
  person,
  authenticator,
}) => {
  await page.goto(TOKENS_PATH);
  await expect(page.getByText('Step 1 of 2')).toBeVisible();
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible();
  const codes = await page
    .getByRole('list', { name: 'Recovery codes' })
    .getByRole('listitem')
    .allTextContents();
  expect(new Set(codes).size).toBe(10);
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await expect(opened(page)).toBeVisible();
  expect(await authenticator.credentials()).toHaveLength(1);
  expect(await db().passkey.count({ where: { userId: person.id } })).toBe(1);

  // Both methods that were just set up work.
  await page.getByRole('button', { name: 'Lock now' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(opened(page)).toBeVisible();
  await page.getByRole('button', { name: 'Lock now' }).click();
  await page.getByRole('button', { name: 'Try another way' }).click();
  await page.getByRole('button', { name: 'Recovery code' }).click();
  await page.getByLabel('Recovery code').fill(codes[9] ?? '');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(opened(page)).toBeVisible();
});

test('S22 somebody without a method can set up an authenticator app instead', async ({ page, person }) => {
  expect(person.id).toBeTruthy();
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Use an authenticator app instead' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const key = await page.locator('p.font-mono').textContent();
  const totp = new TOTP({ secret: (key ?? '').replace(/\s/g, ''), digits: 6, period: PERIOD_S });
  await page.getByLabel('Code', { exact: true }).fill(totp.generate());
  // Enter once more than needed must not skip the codes.
  await page.keyboard.press('Enter');
  const codes = page.getByRole('list', { name: 'Recovery codes' });
  await expect(codes).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(codes).toBeVisible();
  await expect(page.getByRole('button', { name: 'I have saved them' })).not.toBeFocused();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  await expect(opened(page)).toBeVisible();
});

test('S22 a cancelled first enrolment is explained in plain words', async ({
  page,
  person,
  authenticator,
}) => {
  expect(person.id).toBeTruthy();
  await authenticator.setUserVerified(false);
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('cancelled or timed out');
  await authenticator.setUserVerified(true);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible();
});

test.describe('five minutes after signing in', () => {
  test.use({ signedInAgoMs: ENROLMENT_WINDOW_MS });

  test('S22 a first method is refused, by the page and by every route', async ({ page, person }) => {
    await page.goto(TOKENS_PATH);
    await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create a passkey' })).toHaveCount(0);
    for (const path of ['/api/passkeys/options', '/api/totp']) {
      const answer = await page.request.post(path);
      expect(await answer.json(), path).toMatchObject({ code: 'enrolment_window_closed' });
    }
    expect(await db().totpSecret.count({ where: { userId: person.id } })).toBe(0);
  });

  test('S22 the password, given in place, lets the first method be added', async ({
    page,
    person,
    authenticator,
  }) => {
    expect(authenticator).toBeTruthy();
    const passwordHash = await hashPassword('correct horse battery');
    await db().user.update({ where: { id: person.id }, data: { passwordHash }, select: { id: true } });
    await page.goto(`${TOKENS_PATH}?do=generate`);
    const password = page.getByLabel('Password', { exact: true });
    await expect(password).toBeFocused();
    await password.fill('not my password');
    await page.keyboard.press('Enter');
    await expect(page.getByText('This is not your password.')).toBeVisible();
    await password.fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Create a passkey' }).click();
    await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible();
    await page.getByRole('button', { name: 'I have saved them' }).click();
    // The request from before the gate goes on.
    await expect(page.getByRole('dialog', { name: 'Generate New Token' })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`${TOKENS_PATH}`));
  });

  test('S22 the way on leads through signing in, and back here', async ({ page, person }) => {
    expect(person.id).toBeTruthy();
    await page.goto(TOKENS_PATH);
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await expect(page).toHaveURL((url) => url.searchParams.get('next') === TOKENS_PATH);
  });
});

test('S22 with a method, another one cannot be added without passing the gate', async ({ page, person }) => {
  await createPasskey(person);
  for (const path of ['/api/passkeys/options', '/api/totp', '/api/recovery-codes']) {
    const answer = await page.request.post(path);
    expect(answer.status(), path).toBe(403);
    expect(await answer.json(), path).toMatchObject({ code: 'step_up_required' });
  }
});
