import { createBot } from '@/prisma/factories/create-bot';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { editorOf, expectCode } from '../support/code-editor';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

const SAYS = "function handler({ body }) {\n  return { text: 'Seen ' + body.title };\n}";
const FAILS = "function handler({ body }) {\n  throw new Error('no ' + body.title);\n}";

test('a recorded call is tried again: it fills the sample, and the run says where it would post', async ({
  page,
  person,
}) => {
  const bot = await createBot(person, { handlerCode: SAYS });
  const { token } = await createToken(person, { name: 'Build server' });
  expect((await post(urlOf.botIncoming(bot.uniqueName, token), { title: 'build 77' })).status).toBe(200);
  await page.goto(`/bots-and-tools/bots/${bot.uniqueName}`);
  await page.getByRole('button', { name: 'Use a recorded call' }).click();
  await page.getByRole('combobox', { name: 'Recorded call' }).click();
  await page.getByRole('option', { name: /Build server/ }).click();
  await expect(page.getByRole('textbox', { name: 'Body' })).toHaveValue(/build 77/);
  await expect(page.getByRole('textbox', { name: 'Headers' })).toHaveValue(/content-type: application\/json/);
  await page.getByRole('button', { name: 'Test run' }).click();
  await expect(page.getByText('A call would post this message')).toBeVisible();
  await expect(page.getByText('To the one person who is there to read it.')).toBeVisible();
  await expect(page.getByText('Seen build 77')).toBeVisible();

  await editorOf(page).fill("function handler() {\n  return { text: 'x', channel: 'opps' };\n}");
  await page.getByRole('button', { name: 'Test run' }).click();
  await expect(page.getByText('A call would be refused')).toBeVisible();
  await expect(page.getByText('The handler chose a channel that does not exist.')).toBeVisible();
});

test('whoever wrote a handler sees its failures, saves another version, compares them and goes back', async ({
  page,
  person,
}) => {
  const bot = await createBot(person, { handlerCode: FAILS });
  const theirs = await createToken(await createUser());
  const send = () => post(urlOf.botIncoming(bot.uniqueName, theirs.token), { title: 'build' });
  await page.goto(`/bots-and-tools/bots/${bot.uniqueName}`);
  await expect(editorOf(page)).toBeVisible();
  const failures = page.getByRole('region', { name: 'Failures' });
  await expect(failures).toHaveCount(0);
  expect((await send()).status).toBe(422);
  // The failure appears without a reload.
  await expect(failures).toContainText('failed once');
  expect((await send()).status).toBe(422);
  await expect(failures).toContainText('failed 2 times');
  await expect(failures).toContainText('no build');
  await expect(failures.getByRole('link')).toHaveCount(0);
  await expect(editorOf(page)).toBeVisible();
  await failures.getByRole('button', { name: 'Go to line 2' }).click();
  await expect(editorOf(page)).toBeFocused();

  await editorOf(page).fill(SAYS);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Not saved')).toHaveCount(0);
  await expect(failures).toHaveCount(0);
  expect((await send()).status).toBe(200);

  await page.getByRole('button', { name: 'Show code of version 2' }).click();
  const changes = page.getByRole('dialog').getByRole('region', { name: 'Changes' });
  await expect(changes).toContainText("removed   throw new Error('no ' + body.title);");
  await expect(changes).toContainText("added   return { text: 'Seen ' + body.title };");
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Roll back to version 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectCode(page, FAILS);
  await expect(page.getByText('Not saved')).toHaveCount(0);
  expect((await send()).status).toBe(422);
});

test('the editor marks the line of an error, completes what a handler is given, and searches', async ({
  page,
  person,
}) => {
  const bot = await createBot(person, { handlerCode: SAYS });
  await page.goto(`/bots-and-tools/bots/${bot.uniqueName}`);
  await editorOf(page).fill('function handler(request) {\n  return {;\n}');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('.cm-lint-marker-error')).toBeVisible();

  await editorOf(page).fill('function handler(request) {\n  \n}');
  await expect(page.locator('.cm-lint-marker-error')).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.type('return request.');
  await expect(page.getByRole('option', { name: /^http_method/ })).toBeVisible();
  await page.keyboard.type('http');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.getByRole('option').click();
  await expect(editorOf(page)).toContainText('return request.http_method');

  await page.keyboard.press('Control+f');
  await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused();
  await page.keyboard.type('handler');
  await expect(page.locator('.cm-searchMatch')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(editorOf(page)).toBeFocused();
});
