import { createBot } from '@/prisma/factories/create-bot';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { editorOf } from '../support/code-editor';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

test('a person creates a bot, writes its handler, tries it and receives what it posts', async ({
  page,
  person,
}) => {
  const { token } = await createToken(person);
  const name = `Watch ${String(Date.now()).slice(-9)}`;
  await page.goto('/bots-and-tools/bots');
  await page.getByRole('button', { name: 'Create bot' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create bot' }).click();
  const uniqueName = name.toLowerCase().replace(' ', '');
  await expect(page).toHaveURL(`/bots-and-tools/bots/${uniqueName}`);

  await expect(page.getByText(/the bot’s handler makes the message/)).toBeVisible();
  await expect(page.getByText(/the bot sends it as it is/)).toBeVisible();
  await page.getByRole('button', { name: 'Write a handler' }).click();
  const editor = editorOf(page);
  await expect(editor).toBeFocused();
  await editor.fill("function handler({ body }) {\n  throw new Error('no ' + body.title);\n}");
  await page.getByRole('button', { name: 'Test run' }).click();
  await expect(page.getByText('The handler failed')).toBeVisible();
  await page.getByRole('button', { name: /^Go to line 2/ }).click();
  await expect(editor).toBeFocused();
  await editor.fill("function handler({ body }) {\n  return { text: 'Seen ' + body.title };\n}");
  await page.getByRole('button', { name: 'Test run' }).click();
  await expect(page.getByText('A call would post this message')).toBeVisible();
  await expect(page.getByText('Seen Build 128 passed')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Not saved')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeFocused();

  await page.goto(`/bots/${uniqueName}`);
  expect((await post(urlOf.botIncoming(uniqueName, token), { title: 'a call' })).status).toBe(200);
  await expect(page.getByRole('article')).toContainText('Seen a call');
});

test('code that cannot be read is not saved, and its line is named', async ({ page, person }) => {
  const bot = await createBot(person, { handlerCode: 'function handler() {}' });
  await page.goto(`/bots-and-tools/bots/${bot.uniqueName}`);
  await editorOf(page).fill('function handler() {\n  return {;\n}');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /line 2/i })).toBeVisible();
  await expect(page.getByText('Not saved')).toBeVisible();
});

test('S4 a failing handler’s error and its line stand in the history of the token', async ({
  page,
  person,
}) => {
  const token = await createToken(person);
  const bot = await createBot(person, {
    handlerCode: "function handler() {\n\n  throw new Error('no such build');\n}",
  });
  expect((await post(urlOf.botIncoming(bot.uniqueName, token.token), {})).status).toBe(422);
  await page.goto(`/bots-and-tools/webhook-tokens/${token.id}`);
  await page.getByRole('link', { name: /call in full/ }).click();
  const call = page.getByRole('dialog');
  await expect(call).toContainText('no such build');
  await expect(call).toContainText('line 3');
  await expect(call).toContainText('422');
});

test('subscribing shows what a bot sends to everybody', async ({ page, person }) => {
  const owner = await createUser();
  const bot = await createBot(owner);
  const { token } = await createToken(owner);
  expect(person.id).not.toBe(owner.id);
  await page.goto(`/bots/${bot.uniqueName}`);
  await page
    .getByRole('button', { name: /^Subscribe to/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Subscribe to/ })).toHaveCount(0);
  expect(
    (await post(urlOf.botMessage(bot.uniqueName, token), { text: 'For all', broadcast: true })).status,
  ).toBe(204);
  await expect(page.getByRole('article')).toContainText('For all');
});

test('a personal bot is invisible to everybody else', async ({ browser }) => {
  const bot = await createBot(await createUser(), { access: 'PERSONAL' });
  const headers = { origin: new URL(test.info().project.use.baseURL!).origin };
  for (const role of ['MEMBER', 'ADMINISTRATOR'] as const) {
    const context = await browser.newContext();
    await signIn(context, await createUser({ role }));
    const list = JSON.stringify(await (await context.request.get('/api/bots')).json());
    expect(list, role).not.toContain(bot.uniqueName);
    const path = `/api/bots/${bot.uniqueName}`;
    expect((await context.request.get(path)).status(), role).toBe(404);
    expect((await context.request.get(`${path}/handler`)).status(), role).toBe(404);
    expect((await context.request.put(`${path}/subscription`, { headers })).status(), role).toBe(404);
    expect((await context.request.get(`/api/feeds/${bot.feedId}/messages`)).status(), role).toBe(404);
    await context.close();
  }
});
