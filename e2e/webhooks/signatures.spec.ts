import { sign } from '@octokit/webhooks-methods';
import type { Page } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible } from '../accessibility/axe';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { call, urlOf } from './call';

const SECRET = 'It is a secret to everybody';
const BODY = JSON.stringify({ text: 'Deployed', ref: 'main' });

async function send(url: string, secret: string | null, body = BODY) {
  const signature: Record<string, string> =
    secret === null ? {} : { 'x-hub-signature-256': await sign(secret, body) };
  return call(url, { body, headers: { 'content-type': 'application/json', ...signature } });
}

const choose = async (page: Page, scheme: string) => {
  await page.getByRole('combobox', { name: 'Who signs' }).click();
  await page.getByRole('option', { name: scheme, exact: true }).click();
};
const requireSignature = async (page: Page) => {
  // The strip that people press: the radio button in it is drawn by the label, and the page may still be scrolling to it.
  await page.getByText('Require', { exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Require' })).toBeChecked();
};
const save = async (page: Page) => {
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/signature'),
  );
  await page.getByRole('button', { name: 'Save signature' }).click();
  expect((await saved).ok()).toBe(true);
};
const openSignature = async (page: Page) => {
  await page.getByRole('button', { name: 'More about this channel' }).click();
  await page.getByRole('menuitem', { name: 'Signature of incoming webhooks' }).click();
  await expect(page.getByRole('combobox', { name: 'Who signs' })).toBeVisible();
};

test('whoever made a channel sees how its calls would fare, requires signatures, and unsigned calls are refused', async ({
  page,
  person,
}) => {
  const { token } = await createToken(person);
  const { uniqueName } = await createChannel(person);
  const url = urlOf.channelIncoming(uniqueName, token);
  for (const secret of [SECRET, SECRET, null]) expect((await send(url, secret)).status).toBe(200);

  await page.goto(`/channels/${uniqueName}`);
  await openSignature(page);
  await choose(page, 'GitHub');
  await page.getByLabel('Secret 1', { exact: true }).fill(SECRET);
  await page.getByRole('button', { name: 'Try it on the last 100 calls' }).click();
  await expect(page.getByText('2 of the last 3 calls would pass.')).toBeVisible();
  await expect(page.getByText(/X-Hub-Signature-256 missing/)).toBeVisible();
  await requireSignature(page);
  await save(page);
  await expect(page.getByText(/not shown again/)).toBeVisible();
  await expectAccessible(page, 'signature');

  expect((await send(url, null)).json).toMatchObject({
    code: 'signature_invalid',
    field: 'x-hub-signature-256',
  });
  expect((await send(url, 'another')).status).toBe(403);
  expect((await send(url, SECRET)).status).toBe(200);

  await page.reload();
  await openSignature(page);
  await expect(page.getByText(/not shown again/)).toBeVisible();
  expect(await page.content()).not.toContain(SECRET);
});

test('a bot’s secrets are replaced one after the other, without a call refused meanwhile', async ({
  page,
  person,
}) => {
  const { token } = await createToken(person);
  const { uniqueName } = await createBot(person, { subscribers: [person] });
  const url = urlOf.botIncoming(uniqueName, token);
  await page.goto(`/bots-and-tools/bots/${uniqueName}`);
  await choose(page, 'GitHub');
  await page.getByLabel('Secret 1', { exact: true }).fill('old');
  await requireSignature(page);
  await save(page);
  await expect(page.getByText(/not shown again/)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Save signature' })).toBeFocused();

  await page.getByRole('button', { name: 'Add a second secret' }).press('Enter');
  await expect(page.getByLabel('Secret 2', { exact: true })).toBeFocused();
  await page.keyboard.type('new');
  await save(page);
  await expect(page.getByText(/not shown again/)).toHaveCount(2);
  for (const secret of ['old', 'new']) expect((await send(url, secret)).status).toBe(200);

  await page.getByRole('button', { name: 'Remove secret 1' }).press('Enter');
  await expect(page.getByRole('group', { name: 'Secrets' })).toBeFocused();
  await save(page);
  await expect(page.getByText(/not shown again/)).toHaveCount(1);
  expect((await send(url, 'old')).status).toBe(403);
  expect((await send(url, 'new')).status).toBe(200);
});

test('a member who does not manage the channel is not offered it', async ({ context, page }) => {
  const [owner, member] = [await createUser(), await createUser()];
  const { uniqueName } = await createChannel(owner, { members: [member] });
  await signIn(context, member);
  await page.goto(`/channels/${uniqueName}`);
  await page.getByRole('button', { name: 'More about this channel' }).click();
  await expect(page.getByRole('menuitem', { name: 'Leave channel' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Signature of incoming webhooks' })).toHaveCount(0);
});
