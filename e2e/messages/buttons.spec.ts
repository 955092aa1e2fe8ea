import type { Page } from 'playwright/test';
import { checkSyntax } from '@/lib/handlers/check-syntax';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible, expectNoSidewaysScrolling } from '../accessibility/axe';
import { goToAlive } from '../support/go-to';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

const OPEN = {
  label: 'Open run',
  action: { type: 'open.url', data: { web: 'https://ci.example.com/run/128?tab=log' } },
};
const PREVIEW = {
  label: 'Report',
  action: { type: 'preview.url', data: { web: 'https://reports.example.com/7' } },
};
const COPY = { label: 'Copy id', action: { type: 'copy', data: { text: 'run-128' } } };
const APPROVE = {
  label: 'Approve',
  type: '+',
  hint: 'Lets the build go out',
  action: {
    type: 'invoke.function',
    data: { name: 'approve' },
    confirm: { title: 'Approve build 128?', buttontext: 'Yes, approve' },
  },
};
const REJECT = { label: 'Reject', type: '-', action: { type: 'invoke.function', data: { name: 'reject' } } };
const HANDLER = `
function handler() {}
function onButton({ user, button }) {
  if (button.name === 'reject') return { type: 'banner', text: 'Rejected, ' + user.name, status: 'failure' };
  if (button.name === 'break') throw new Error('no stock');
  return { text: user.name + ' chose *' + button.label + '*' };
}`;

// On a busy machine the first handler thread starts more slowly than a call may wait, so it is started here.
test.beforeAll(() => checkSyntax('function handler() {}', { id: 'nobody' }).then(undefined, () => {}));

/** A person, signed in at a channel where their token has posted this. */
async function channelSaying(page: Page, message: object, { width = 1280 } = {}) {
  const person = await createUser({ name: 'Ada Lovelace' });
  const channel = await createChannel(person);
  const { token } = await createToken(person);
  const { status, text } = await post(urlOf.channel(channel.uniqueName, token), message);
  expect(status, text).toBe(204);
  await page.setViewportSize({ width, height: 800 });
  await signIn(page.context(), person);
  await goToAlive(page, `/channels/${channel.uniqueName}`);
}

/** A person, signed in at the feed of a bot that has posted this. */
async function botSaying(page: Page, message: object) {
  const person = await createUser({ name: 'Ada Lovelace' });
  const bot = await createBot(person, { handlerCode: HANDLER, subscribers: [person] });
  const { token } = await createToken(person);
  const { status, text } = await post(urlOf.botMessage(bot.uniqueName, token), message);
  expect(status, text).toBe(204);
  await signIn(page.context(), person);
  await goToAlive(page, `/bots/${bot.uniqueName}`);
  return { person, bot, token };
}

test('open.url names the host before leaving, and not again for a host that is trusted', async ({
  page,
  context,
}) => {
  // The test must not depend on the network.
  await context.route('https://ci.example.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: 'CI' }),
  );
  await channelSaying(page, { text: 'Build 128', buttons: [OPEN] });
  const button = page.getByRole('button', { name: 'Open run' });
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Open ci.example.com?' });
  await expect(dialog).toContainText('https://ci.example.com/run/128?tab=log');
  await expectAccessible(page, 'leaving');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  expect(context.pages()).toHaveLength(1);

  await button.click();
  await dialog.getByLabel('Do not ask again for ci.example.com').check();
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    dialog.getByRole('link', { name: 'Open ci.example.com' }).click(),
  ]);
  await opened.waitForLoadState();
  expect(opened.url()).toBe('https://ci.example.com/run/128?tab=log');
  expect(await opened.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
  await opened.close();

  const [again] = await Promise.all([context.waitForEvent('page'), button.click()]);
  await again.waitForLoadState();
  expect(await again.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
  await expect(dialog).toBeHidden();
});

test('a link to this installation asks nothing', async ({ page, context, baseURL }) => {
  await channelSaying(page, {
    text: 'x',
    buttons: [{ label: 'Settings', action: { type: 'open.url', data: `${baseURL}/settings` } }],
  });
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Settings' }).click(),
  ]);
  await expect(opened).toHaveURL(/\/settings/);
});

test('preview.url shows where it leads, and frames nothing', async ({ page }) => {
  await channelSaying(page, { text: 'x', buttons: [PREVIEW] });
  await page.getByRole('button', { name: 'Report' }).click();
  const dialog = page.getByRole('dialog', { name: 'A link to reports.example.com' });
  await expect(dialog).toContainText('https://reports.example.com/7');
  await expect(dialog.getByRole('link')).toHaveAttribute('rel', /noopener noreferrer/);
  await expect(dialog.getByRole('link')).toHaveAttribute('target', '_blank');
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('copy puts the text on the clipboard and says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await channelSaying(page, { text: 'x', buttons: [COPY] });
  await page.getByRole('button', { name: 'Copy id' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('run-128');
});

test('a button of a bot is answered in its feed, after its question, by the keyboard alone', async ({
  page,
}) => {
  await botSaying(page, { text: 'Build 128 waits.', buttons: [APPROVE, REJECT] });
  const log = page.getByRole('log');
  await page.getByRole('button', { name: 'Approve' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Approve build 128?' });
  await expect(dialog).toBeVisible();
  // The dialog hides the page from the roles.
  await expect(page.locator('[role=log] article')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Yes, approve' }).focus();
  await page.keyboard.press('Enter');
  await expect(log).toContainText('Ada Lovelace chose Approve');
  await expect(log.getByRole('article').last()).toContainText('Only you see this');
  await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeFocused();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByText('Rejected, Ada Lovelace')).toBeVisible();
  await expect(log.getByRole('article')).toHaveCount(2);
});

test('an instant button in a text is answered too', async ({ page }) => {
  const { confirm: _, ...action } = APPROVE.action;
  await botSaying(page, {
    text: 'Order 7: [Approve now]($1)',
    references: { 1: { type: 'button', object: { ...APPROVE, action } } },
  });
  await page.getByRole('button', { name: 'Approve now' }).click();
  await expect(page.getByRole('log')).toContainText('Ada Lovelace chose Approve');
});

test('a handler that fails is explained', async ({ page }) => {
  await botSaying(page, {
    text: 'x',
    buttons: [{ label: 'Break', action: { type: 'invoke.function', data: { name: 'break' } } }],
  });
  await page.getByRole('button', { name: 'Break' }).click();
  await expect(page.getByText(/Line 5.*no stock/)).toBeVisible();
});

test('a button that nobody answers says why, asks nothing and cannot be pressed', async ({ page }) => {
  const presses: string[] = [];
  page.on('request', (request) => request.url().endsWith('/actions') && presses.push(request.url()));
  const join = { label: 'Join', action: { type: 'system.api', data: { api: 'joinchannel/no-such-place' } } };
  await channelSaying(page, { text: 'x', buttons: [APPROVE, join, COPY] });
  const approve = page.getByRole('button', { name: 'Approve' });
  await expect(approve).toHaveAttribute('aria-disabled', 'true');
  await expect(approve).toHaveAccessibleDescription(/Nobody answers this button: only bots and extensions/);
  const reasons = page.getByRole('article').getByRole('paragraph');
  await expect(reasons.filter({ hasText: 'Nobody answers this button' })).toBeVisible();
  await approve.click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Join' }).click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(reasons.filter({ hasText: 'There is no such channel' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy id' })).not.toHaveAttribute('aria-disabled');
  await expectAccessible(page, 'buttons nobody answers');
  expect(presses).toEqual([]);
});

test('a button that joins a channel asks, joins and leads there', async ({ page }) => {
  const owner = await createUser();
  const other = await createChannel(owner);
  await channelSaying(page, {
    text: 'x',
    buttons: [
      { label: 'Join', action: { type: 'system.api', data: { api: `joinchannel/${other.uniqueName}` } } },
    ],
  });
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveURL(new RegExp(`/channels/${other.uniqueName}$`));
  await expect(page.getByRole('navigation').getByText('Builds', { exact: false }).first()).toBeVisible();
});

for (const width of [1280, 390]) {
  test(`a prompt is accessible and fits, ${width} wide`, async ({ page }) => {
    const prompt = {
      text: 'All 412 tests are green.',
      card: { title: 'Release build 128?', theme: 'prompt' },
      buttons: [REJECT, APPROVE, COPY, OPEN],
    };
    await channelSaying(page, prompt, { width });
    const approve = page.getByRole('button', { name: 'Approve' });
    const { width: wide } = (await approve.boundingBox())!;
    if (width === 390) expect(wide).toBeGreaterThan(220);
    else expect(wide).toBeLessThan(200);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `prompt, ${colorScheme}`);
    }
    await expectNoSidewaysScrolling(page, 'prompt');
  });
}
