import type { BrowserContext } from 'playwright/test';
import { deferred } from '@/lib/boot/process/deferred';
import { STEP_UP_DURATION_MS } from '@/lib/step-up/step-up-policy';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { calls, callsOf, type ModuleCall, make } from '../support/module-calls';
import { postAsService } from '../support/service';
import { letTimePass, setStepUpAge } from '../support/sign-in';
import { expect, test } from '../support/test';
import { channelUrl, TOKENS_PATH } from '../support/tokens-page';

test.use({ withPasskey: true });

/** Of the fifteen minutes so much is left: far more than a call takes. When exactly they end, app/api/step-up/step-up.test.ts holds. */
const LEFT_MS = 30_000;

/** The status of a call with the browser's cookies, as soon as the answer begins: that of a stream goes on. */
async function statusOf(context: BrowserContext, baseURL: string | undefined, call: ModuleCall) {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const response = await fetch(`${baseURL}${call.path}`, {
    method: call.method,
    headers: { cookie, origin: baseURL ?? '', 'content-type': 'application/json' },
    body: call.data ? JSON.stringify(call.data) : null,
  });
  await response.body?.cancel();
  return response.status;
}

test('S9 every call of the module is taken in the fifteenth minute and refused at 15:00', async ({
  page,
  context,
  person,
  baseURL,
}) => {
  const token = await createToken(person);
  const channel = await createChannel(person);
  await postAsService(channelUrl(baseURL, channel.uniqueName, token.token), { text: 'Hello' });
  const history = await page.request.get(`/api/webhook-tokens/${token.id}/usage/invocations`);
  const invocationId: string = (await history.json()).rows[0].id;

  const all = [...calls, ...callsOf(token.id, invocationId, channel.uniqueName)];
  await setStepUpAge(person, STEP_UP_DURATION_MS);
  for (const call of all) {
    const refused = await make(page.request, call);
    expect({ call: call.name, status: refused.status() }).toEqual({ call: call.name, status: 403 });
    expect(await refused.json()).toMatchObject({ code: 'step_up_required' });
  }
  for (const call of all) {
    await setStepUpAge(person, STEP_UP_DURATION_MS - LEFT_MS);
    expect([200, 201, 204], call.name).toContain(await statusOf(context, baseURL, call));
  }
});

test('S9 the time is absolute: using the module does not lengthen it', async ({ page, person }) => {
  const statusNow = async () => (await page.request.get('/api/webhook-tokens')).status();
  await setStepUpAge(person, STEP_UP_DURATION_MS - LEFT_MS);
  expect(await statusNow()).toBe(200);
  await letTimePass(person, LEFT_MS);
  expect(await statusNow()).toBe(403);
});

test('S9 the countdown counts down from fifteen minutes', async ({ page, person }) => {
  await setStepUpAge(person, 60_000);
  await page.goto(TOKENS_PATH);
  const timer = page.getByRole('timer');
  await expect(timer).toHaveText(/· 1[34]:\d\d left/);
  const shown = await timer.textContent();
  await expect(timer).not.toHaveText(shown ?? '');
});

test('S9 on expiry the page is covered, and what was typed is there after Continue', async ({
  page,
  person,
}) => {
  await setStepUpAge(person, STEP_UP_DURATION_MS - 20_000);
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Generate New Token' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('GitHub builds');
  const gate = page.getByRole('dialog', { name: 'Verify your identity' });
  await expect(gate).toBeVisible();
  await gate.getByRole('button', { name: 'Continue' }).click();
  await expect(gate).toBeHidden();
  await expect(name).toHaveValue('GitHub builds');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByTestId('new-token')).toHaveText(/^1001\.[0-9a-f]{32}\.[0-9a-f]{32}$/);
});

test('S9 a refused call brings the gate, and the deed goes on after Continue', async ({ page, person }) => {
  const token = await createToken(person, { name: 'Old name' });
  // The live connection would bring the gate before the call is made.
  await page.route('**/api/events?*', (route) => route.abort());
  await page.goto(`${TOKENS_PATH}/${token.id}`);
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  const field = page.getByLabel('New name of Old name');
  await field.fill('New name');
  await setStepUpAge(person, STEP_UP_DURATION_MS);
  await field.press('Enter');
  const gate = page.getByRole('dialog', { name: 'Verify your identity' });
  await gate.getByRole('button', { name: 'Continue' }).click();
  await expect(gate).toBeHidden();
  await expect(field).toHaveValue('New name');
  await field.press('Enter');
  await expect(page.getByRole('button', { name: 'Rename New name' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Rename New name' })).toBeVisible();
});

test('S9 Lock now closes the module at once, in every tab', async ({ page, context, person }) => {
  const token = await createToken(person);
  const other = await context.newPage();
  await other.goto(`${TOKENS_PATH}/${token.id}`);
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect(page.getByRole('heading', { name: 'Verify your identity' })).toBeVisible();
  await expect(other.getByRole('dialog', { name: 'Verify your identity' })).toBeVisible();
  expect((await page.request.get('/api/webhook-tokens')).status()).toBe(403);
});

test('S9 a request that Continue overtakes does not lead to signing in', async ({
  page,
  context,
  person,
}) => {
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Generate New Token' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Half typed');
  const [old] = await context.cookies();
  const { promise: asked, resolve: noteAsked } = deferred<void>();
  const { promise: overtaken, resolve: answerNow } = deferred<void>();
  const list = '**/api/webhook-tokens';
  await page.route(
    list,
    async (route) => {
      noteAsked();
      // The call left with the cookie from before the step-up and reaches the server after it.
      await overtaken;
      const headers = { ...route.request().headers(), cookie: `${old?.name}=${old?.value}` };
      const response = await route.fetch({ headers });
      expect(response.status()).toBe(401);
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  await Promise.all([asked, setStepUpAge(person, STEP_UP_DURATION_MS)]);
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  const gate = page.getByRole('dialog', { name: 'Verify your identity' });
  await gate.getByRole('button', { name: 'Continue' }).click();
  await expect(gate).toBeHidden();
  const refused = page.waitForResponse((response) => response.status() === 401);
  answerNow();
  await refused;
  await expect(name).toHaveValue('Half typed');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByTestId('new-token')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL(new RegExp(`${TOKENS_PATH}$`));
});

test('S9 the usage history is live again after Continue', async ({ page, person, baseURL }) => {
  const token = await createToken(person);
  const channel = await createChannel(person);
  await setStepUpAge(person, STEP_UP_DURATION_MS - 8_000);
  await page.goto(`${TOKENS_PATH}/${token.id}`);
  const gate = page.getByRole('dialog', { name: 'Verify your identity' });
  await expect(gate).toBeVisible();
  await expect(page.getByText('Connecting', { exact: true })).toBeAttached();
  await gate.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await postAsService(channelUrl(baseURL, channel.uniqueName, token.token), { text: 'After' });
  await expect(page.getByRole('table', { name: 'Calls' })).toContainText('204');
});
