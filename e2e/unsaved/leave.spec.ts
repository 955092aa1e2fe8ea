import type { Page } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createUser, type TestUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { editorOf, expectCode } from '../support/code-editor';
import { goToAlive } from '../support/go-to';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

const SAVED = 'function handler() {\n  return { text: "saved" };\n}';
const TYPED = 'function handler() {\n  return { text: "typed" };\n}';

const questionOf = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const draftsOf = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('postern-draft:')).length);

/** A bot's page, reached from the list of bots, with something typed into its handler. */
async function typeIntoHandler(page: Page, person: TestUser) {
  const name = unique('Bot');
  const bot = await createBot(person, { name, handlerCode: SAVED });
  const path = `/bots-and-tools/bots/${bot.uniqueName}`;
  await goToAlive(page, '/bots-and-tools/bots');
  await page.getByRole('link', { name: `Settings of ${name}` }).click();
  await expect(page).toHaveURL(path);
  await editorOf(page).fill(TYPED);
  await expect(page.getByText('Not saved')).toBeVisible();
  return { path };
}

/** Ways to leave a page without loading another document. */
const WAYS: Record<string, (page: Page) => Promise<unknown>> = {
  'a link in the page': (page) => page.getByRole('main').getByRole('link', { name: 'Open feed' }).click(),
  'the rail': (page) =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click(),
  Back: (page) => page.evaluate(() => window.history.back()),
  'the command palette': async (page) => {
    await page.keyboard.press('Control+k');
    // Filtered, nothing that is still on its way comes above it.
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('members');
    await page.getByRole('option', { name: 'Members', exact: true }).click();
  },
  'the account menu': async (page) => {
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sessions' }).click();
  },
  'signing out': async (page) => {
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  },
};

for (const [way, leave] of Object.entries(WAYS)) {
  test(`leaving an unsaved handler by ${way} asks first; Stay keeps what was typed`, async ({
    page,
    person,
  }) => {
    const { path } = await typeIntoHandler(page, person);
    await leave(page);
    await expect(questionOf(page)).toBeVisible();
    await questionOf(page).getByRole('button', { name: 'Stay' }).click();
    await expect(questionOf(page)).toHaveCount(0);
    await expect(page).toHaveURL(path);
    await expectCode(page, TYPED);
    // The question comes again, and then the page is left.
    await leave(page);
    await questionOf(page).getByRole('button', { name: 'Leave without saving' }).click();
    await expect(page).not.toHaveURL(path);
    await page.waitForLoadState();
    await expect.poll(() => draftsOf(page)).toBe(0);
  });
}

test('after leaving by Back, Forward and Back go on as ever', async ({ page, person }) => {
  const { path } = await typeIntoHandler(page, person);
  await page.evaluate(() => window.history.back());
  await questionOf(page).getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('heading', { name: 'Bots', level: 1 })).toBeVisible();
  await expect(page).toHaveURL('/bots-and-tools/bots');
  await page.goForward();
  await expect(page).toHaveURL(path);
  await expectCode(page, SAVED);
  await expect(page.getByText('Not saved')).toHaveCount(0);
});

test('a saved handler is left without a question', async ({ page, person }) => {
  await typeIntoHandler(page, person);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Not saved')).toHaveCount(0);
  await page.getByRole('link', { name: 'Open feed' }).click();
  await expect(page).toHaveURL(/\/bots\/[^/]+$/);
  expect(await draftsOf(page)).toBe(0);
});

test('a reload asks, and what was typed is offered back, restored and saved', async ({ page, person }) => {
  const { path } = await typeIntoHandler(page, person);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.accept().catch(() => {});
  });
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await expectCode(page, SAVED);
  await expect(page.getByRole('status').filter({ hasText: 'was not saved' })).toHaveText(
    'A draft of this handler was not saved.',
  );
  await page.getByRole('button', { name: 'Restore draft' }).click();
  await expectCode(page, TYPED);
  await expect(editorOf(page)).toBeFocused();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Not saved')).toHaveCount(0);
  await page.goto(path);
  await expectCode(page, TYPED);
  await expect(page.getByRole('button', { name: 'Restore draft' })).toHaveCount(0);
  expect(await draftsOf(page)).toBe(0);
});

test('a draft that is discarded is not offered again', async ({ page, person }) => {
  const { path } = await typeIntoHandler(page, person);
  page.on('dialog', (dialog) => dialog.accept().catch(() => {}));
  await page.reload();
  await page.getByRole('button', { name: 'Discard draft' }).press('Enter');
  await expect(editorOf(page)).toBeFocused();
  await expect(page.getByRole('button', { name: 'Discard draft' })).toHaveCount(0);
  expect(await draftsOf(page)).toBe(0);
  await page.goto(path);
  await expectCode(page, SAVED);
});

test('the details of a bot, an extension and a channel ask, too', async ({ page, person }) => {
  const bot = await createBot(person);
  const extension = await createExtension(person);
  const name = unique('Channel');
  const channel = await createChannel(person, { name });
  const rail = page.getByRole('navigation', { name: 'Main' });
  for (const path of [
    `/bots-and-tools/bots/${bot.uniqueName}`,
    `/bots-and-tools/extensions/${extension.number}`,
  ]) {
    await page.goto(path);
    await page.getByLabel('Description').fill('Not saved yet');
    await rail.getByRole('link', { name: 'Members' }).click();
    await questionOf(page).getByRole('button', { name: 'Leave without saving' }).click();
    await expect(page).toHaveURL('/members');
  }
  await goToAlive(page, '/bots-and-tools/channels');
  await page.getByRole('main').getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'More about this channel' }).click();
  await page.getByRole('menuitem', { name: 'Edit channel' }).click();
  await page.getByRole('dialog').getByLabel('Description').fill('Not saved yet');
  await page.evaluate(() => window.history.back());
  await questionOf(page).getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByRole('dialog').getByLabel('Description')).toHaveValue('Not saved yet');
  await expect(page).toHaveURL(`/channels/${channel.uniqueName}`);
});

test('closing the tab asks, and staying keeps what was typed', async ({ page, person }) => {
  await typeIntoHandler(page, person);
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await expectCode(page, TYPED);
});

test('signing out takes the drafts away, and so does somebody else who signs in', async ({
  page,
  person,
  context,
}) => {
  const { path } = await typeIntoHandler(page, person);
  page.on('dialog', (dialog) => dialog.accept().catch(() => {}));
  await page.reload();
  await expect(page.getByRole('button', { name: 'Restore draft' })).toBeVisible();
  // Nothing has been typed on this visit, so there is no question, but the draft is there.
  expect(await draftsOf(page)).toBe(1);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  await page.waitForLoadState();
  expect(await draftsOf(page)).toBe(0);

  await signIn(context, person);
  await page.goto(path);
  await editorOf(page).fill(TYPED);
  await expect.poll(() => draftsOf(page)).toBe(1);
  await context.clearCookies();
  await signIn(context, await createUser());
  await page.goto('/settings/sessions');
  await expect.poll(() => draftsOf(page)).toBe(0);
});
