import type { Page } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { editorOf } from '../support/code-editor';
import { fetchesNothingAhead } from '../support/fetches-nothing-ahead';
import { createPasskey } from '../support/passkey';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { workspace } from './workspace';

/** Presses Tab until the named control has the focus. */
async function tabTo(page: Page, role: 'button' | 'link' | 'textbox' | 'switch', name: string | RegExp) {
  const control = page.getByRole(role, { name }).first();
  await expect(control).toBeVisible();
  for (let presses = 0; presses < 80; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return control;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${role} ${name} is not reached by Tab`);
}

test('the first Tab offers to skip the navigation, and skipping leads into the page', async ({
  page,
  context,
}) => {
  const { pages } = await workspace(context);
  await page.goto(pages.channels);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement));
  expect(inside).toBe(true);
});

test('the main controls are reached and worked by keyboard alone', async ({ page, context }) => {
  const { pages } = await workspace(context);
  await page.goto(pages['webhook tokens']);
  await tabTo(page, 'button', 'Generate New Token');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Generate New Token' })).toBeFocused();

  await page.goto(pages.channels);
  await tabTo(page, 'button', 'Create channel');
  await page.keyboard.press('Space');
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/channels\/bykeyboard\d*$/);

  await page.goto(pages['bot settings']);
  await expect(editorOf(page)).toBeVisible();
  const editor = await tabTo(page, 'textbox', /, code$/);
  await page.keyboard.press('Tab');
  await expect(editor).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();
});

test('Tab goes round inside a dialog in both directions, and a list in the dialog takes Escape for itself', async ({
  page,
  context,
}) => {
  const { pages } = await workspace(context);
  await page.goto(pages['webhook tokens']);
  const opener = await tabTo(page, 'button', 'Get Webhook URL');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Get Webhook URL' });
  const close = dialog.getByRole('button', { name: 'Close' });
  const channel = dialog.getByRole('combobox', { name: 'Channel' });
  await expect(dialog.getByRole('tab').first()).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(close).toBeFocused();
  for (const key of ['Tab', 'Shift+Tab']) {
    let presses = 0;
    do {
      await page.keyboard.press(key);
      presses += 1;
      const isInside = await dialog.evaluate((element) => element.contains(document.activeElement));
      expect(isInside, `${key} number ${presses} stays inside`).toBe(true);
    } while (presses < 80 && !(await close.evaluate((element) => element === document.activeElement)));
    expect(presses).toBeGreaterThan(4);
    await expect(close).toBeFocused();
  }

  await channel.press('Enter');
  const search = page.getByPlaceholder('Search channels');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toHaveCount(0);
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(1);
});

test('what has the focus shows it', async ({ page, context }) => {
  const { pages } = await workspace(context);
  for (const path of [pages['webhook tokens'], pages.channels, pages.members]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab');
      const shown = await page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return 'nothing';
        const rings = [focused, ...focused.querySelectorAll('*')].flatMap((element) =>
          ['', '::after', '::before'].map((part) => getComputedStyle(element, part || null)),
        );
        const visible = rings.some(
          ({ outlineStyle, outlineWidth, boxShadow }) =>
            (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
        );
        return visible ? 'ring' : `no ring: ${focused.outerHTML.slice(0, 120)}`;
      });
      expect.soft(shown, path).toBe('ring');
    }
  }
});

test('the focus stays in the page when what had it was removed', async ({ page, context }) => {
  const person = await createUser();
  await createPasskey(person);
  await createPasskey(person);
  await signIn(context, person, { steppedUp: true });
  await page.goto('/settings/sessions');
  const heading = page.getByRole('heading', { level: 1 });
  await page.getByRole('button', { name: /^Sign out (?!all)/ }).press('Enter');
  await expect(page.getByRole('button', { name: /^Sign out/ })).toHaveCount(0);
  await expect(heading).toBeFocused();

  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'More about Test key' }).first().press('Enter');
  await page.getByRole('menuitem', { name: 'Remove' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove passkey' }).press('Enter');
  await expect(page.getByRole('button', { name: 'More about Test key' })).toHaveCount(1);
  await expect(heading).toBeFocused();
});

test('the focus stays in the row when its button goes with what it did, which is said', async ({
  page,
  context,
}) => {
  const maker = await createUser();
  const [channel, bot, extension] = [unique('Channel'), unique('Bot'), unique('Extension')];
  await createChannel(maker, { name: channel });
  await createBot(maker, { name: bot });
  await createExtension(maker, { name: extension, published: true });
  await signIn(context, await createUser());
  for (const [list, name, verb, said] of [
    ['channels', channel, 'Join', `You have joined ${channel}.`],
    ['bots', bot, 'Subscribe to', `You subscribe to ${bot}.`],
    ['extensions', extension, 'Install', `${extension} is installed.`],
  ] as const) {
    await page.goto(`/bots-and-tools/${list}`);
    const button = page.getByRole('button', { name: `${verb} ${name}` });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await button.press('Enter');
    await expect(page.getByText(said)).toBeVisible();
    await expect(button).toHaveCount(0);
    await expect(page.getByRole('main').getByRole('link', { name, exact: true })).toBeFocused();
  }
});

test('a menu that a key opens begins at its first entry, also when its code comes after the key', async ({
  page,
  context,
}) => {
  const person = await createUser();
  await createToken(person, { name: 'Builds' });
  await signIn(context, person, { steppedUp: true });
  await fetchesNothingAhead(page);
  await page.goto('/bots-and-tools/webhook-tokens');
  await expect(page.getByRole('timer')).toContainText('left');
  let release = () => {};
  const pressed = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**', async (route) => {
    await pressed;
    await route.continue();
  });
  // Focusing the button fetches the code of its menu.
  await page.getByRole('button', { name: 'More for Builds' }).focus();
  await page.keyboard.press('Enter');
  release();
  await expect(page.getByRole('menuitem', { name: 'Usage history' })).toBeFocused();
});

test('Escape right after a menu led to a dialog is the dialog’s, not the leaving menu’s', async ({
  page,
  person,
}) => {
  const { uniqueName } = await createChannel(person);
  await page.goto(`/channels/${uniqueName}`);
  // A menu that is still seen while it leaves, as on a slow machine.
  await page.addStyleTag({
    content: '[role=menu][data-state=closed] { animation-duration: 60s !important; }',
  });
  await page.getByRole('button', { name: 'More about this channel' }).click();
  await page.getByRole('menuitem', { name: 'Edit channel' }).click();
  await expect(page.getByRole('dialog', { name: 'Edit channel' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
