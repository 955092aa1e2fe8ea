import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { STEP_UP_DURATION_MS } from '@/lib/step-up/step-up-policy';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { setStepUpAge } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';
import { post, urlOf } from '../webhooks/call';

test.use({ withPasskey: true });

test('S9 what is opened over the gate lies above it', async ({ page, person }) => {
  await setStepUpAge(person, STEP_UP_DURATION_MS - 8_000);
  await page.goto(TOKENS_PATH);
  const gate = page.getByRole('dialog', { name: 'Verify your identity' });
  await expect(gate).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await palette.getByRole('combobox').fill('members');
  await palette.getByRole('option', { name: 'Members', exact: true }).click();
  await expect(page).toHaveURL('/members');
});

test('S9 what was refused because the check was too old is asked for again after Continue', async ({
  page,
  person,
}) => {
  const { number, sandbox } = await createExtension(person, { installedBy: [person] });
  const { token } = await createToken(person);
  expect((await post(urlOf.extension(sandbox, token), { job: 'nightly' })).status).toBe(200);
  await saveSandboxCode(person, BigInt(number), 'function handler() {}');
  await page.goto(`/bots-and-tools/extensions/${number}`);
  const recorded = page.getByRole('button', { name: 'Use a recorded call' });
  await expect(recorded).toBeVisible();
  const gates = page.getByRole('dialog').filter({ hasText: 'Verify your identity' });
  for (const [ask, answer] of [
    [recorded, page.getByRole('combobox', { name: 'Recorded call' })],
    [
      page.getByRole('button', { name: 'Make this readable' }),
      page.getByRole('dialog').getByRole('textbox', { name: 'Title' }),
    ],
  ] as const) {
    await setStepUpAge(person, STEP_UP_DURATION_MS);
    await ask.click();
    await gates.getByRole('button', { name: 'Continue' }).click();
    await expect(gates).toHaveCount(0);
    await expect(answer).toBeVisible();
  }
});

test.describe('without a check', () => {
  test.use({ steppedUp: false });

  test('S9 where several parts of a page could ask, one gate opens: that of what was pressed', async ({
    page,
    person,
  }) => {
    const { number, sandbox } = await createExtension(person, { installedBy: [person] });
    const { token } = await createToken(person);
    const sent = await post(urlOf.extension(sandbox, token), { job: 'nightly', state: 'done' });
    expect(sent.status).toBe(200);
    // With the editor open, its test run could ask for recorded calls.
    await saveSandboxCode(person, BigInt(number), 'function handler() {}');
    await page.goto(`/bots-and-tools/extensions/${number}`);
    await expect(page.getByRole('button', { name: 'Use a recorded call' })).toBeVisible();
    await page.getByRole('button', { name: 'Make this readable' }).click();
    const gates = page.getByRole('dialog').filter({ hasText: 'Verify your identity' });
    await expect(gates).toContainText('The whole call is shown');
    await gates.getByRole('button', { name: 'Continue' }).click();
    await expect(gates).toHaveCount(0);
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toBeVisible();
  });
});
