import type { Page } from 'playwright/test';
import { deferred } from '@/lib/boot/process/deferred';
import { createBot } from '@/prisma/factories/create-bot';
import { editorOf, expectCode } from '../support/code-editor';
import { fetchesNothingAhead } from '../support/fetches-nothing-ahead';
import { goToAlive } from '../support/go-to';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

/** Notes which code the page has fetched and counts its loads. `lose` makes all other code vanish, as an update does. */
async function codeOf(page: Page) {
  await fetchesNothingAhead(page);
  const had = new Set<string>();
  const state = { isLost: false, loads: 0 };
  page.on('load', () => {
    state.loads += 1;
  });
  await page.route('**/_next/static/chunks/**', async (route) => {
    const url = route.request().url();
    if (state.isLost && !had.has(url)) return route.fulfill({ status: 404, body: 'Not Found' });
    had.add(url);
    await route.continue();
  });
  const lose = () => {
    state.isLost = true;
  };
  const find = () => {
    state.isLost = false;
  };
  return { state, lose, find };
}

const notice = (page: Page) => page.getByRole('alertdialog', { name: 'A newer version of Postern is here' });

test('a dialog whose code is gone after an update reloads the page once, then says what to do', async ({
  page,
  person,
}) => {
  expect(person.id).toBeTruthy();
  const code = await codeOf(page);
  await page.goto(TOKENS_PATH);
  await expect(page.getByRole('timer')).toContainText('left');
  code.lose();
  const generate = page.getByRole('button', { name: 'Generate New Token' }).first();
  const reloaded = page.waitForEvent('load');
  await generate.click();
  await reloaded;
  await expect(page.getByRole('timer')).toContainText('left');
  expect(code.state.loads).toBe(2);

  await generate.click();
  await expect(notice(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Webhook Tokens', level: 1 })).toBeVisible();
  await expect(page.getByText(/database/i)).toHaveCount(0);
  expect(code.state.loads).toBe(2);
  await notice(page).getByRole('button', { name: 'Not now' }).click();
  await expect(notice(page)).toHaveCount(0);

  code.find();
  await generate.click();
  await expect(page.getByRole('dialog', { name: 'Generate New Token' })).toBeVisible();
});

test('with something unsaved nothing reloads by itself, and what was typed stays', async ({
  page,
  person,
}) => {
  const bot = await createBot(person, { handlerCode: 'function handler() {}' });
  const code = await codeOf(page);
  await page.goto(`/bots-and-tools/bots/${bot.uniqueName}`);
  const editor = editorOf(page);
  await editor.fill('function handler() { return "typed"; }');
  await expect(page.getByText('Not saved')).toBeVisible();
  code.lose();
  await page.keyboard.press('Control+k');
  await expect(notice(page)).toBeVisible();
  await notice(page).getByRole('button', { name: 'Not now' }).click();
  await expectCode(page, 'function handler() { return "typed"; }');
  expect(code.state.loads).toBe(1);
});

test('a page whose code is gone says so, not that the database failed', async ({ page, person }) => {
  expect(person.id).toBeTruthy();
  const code = await codeOf(page);
  await goToAlive(page, '/settings/sessions');
  await expect(page.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
  await page.evaluate(() => {
    // Marks this build as reloaded already.
    sessionStorage.setItem('postern-reloaded-build', document.documentElement.dataset.build ?? '');
  });
  code.lose();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Bots & Tools' }).click();
  await expect(page.getByText('A newer version of Postern is here')).toBeVisible();
  await expect(page.getByText(/database/i)).toHaveCount(0);
});

test('an editor whose code does not arrive leaves a text field, keeps the focus there, and comes when it is asked for again', async ({
  page,
  person,
}) => {
  const bot = await createBot(person, { handlerCode: 'function handler() {}' });
  let isLost = true;
  const [wanted, typed] = [deferred<void>(), deferred<void>()];
  await page.route('**/_next/static/chunks/**', async (route) => {
    const answer = await route.fetch();
    const isEditor = (await answer.text()).includes('cm-gutterElement');
    if (!isEditor || !isLost) return route.fulfill({ response: answer });
    wanted.resolve();
    await typed.promise;
    return route.fulfill({ status: 404, body: 'Not Found' });
  });
  await page.goto(`/bots-and-tools/bots/${bot.uniqueName}`, { waitUntil: 'commit' });
  // A page that asks for the editor listens to its fields.
  await wanted.promise;
  const field = page.getByRole('textbox', { name: /, code$/ });
  await field.fill('function handler() { return "by hand"; }');
  typed.resolve();
  const again = page.getByRole('button', { name: 'Load the full editor' });
  await expect(page.getByText('The full editor could not be loaded.')).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('function handler() { return "by hand"; }');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Not saved')).toHaveCount(0);

  const asked = page.waitForResponse((answer) => answer.status() === 404);
  await again.click();
  await asked;
  await expect(page.getByText('The full editor could not be loaded.')).toBeVisible();
  isLost = false;
  await again.press('Enter');
  await expect(page.locator('.cm-editor')).toBeVisible();
  await expect(editorOf(page)).toBeFocused();
  await expectCode(page, 'function handler() { return "by hand"; }');
  await expect(again).toHaveCount(0);
});
