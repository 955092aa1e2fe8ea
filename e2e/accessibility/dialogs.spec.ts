import { expect, type Page, test } from 'playwright/test';
import { goToAlive } from '../support/go-to';
import { expectAccessible, expectNoSidewaysScrolling } from './axe';
import { workspace } from './workspace';

type Opener = { path: string; open: (page: Page) => Promise<void> };

/** How each dialog is opened. Controls are found by role and name alone, as a screen reader finds them. */
function dialogsOf(pages: Record<string, string>): Record<string, Opener> {
  const button = (name: string | RegExp) => async (page: Page) => {
    await page.getByRole('button', { name }).first().click();
  };
  const link = (name: RegExp) => async (page: Page) => {
    await page.getByRole('link', { name }).first().click();
  };
  const item = (menu: string | RegExp, name: string | RegExp) => async (page: Page) => {
    await button(menu)(page);
    await page.getByRole('menuitem', { name }).click();
  };
  return {
    'create channel': { path: pages.channels!, open: button('Create channel') },
    'create bot': { path: pages.bots!, open: button('Create bot') },
    'create extension': { path: pages.extensions!, open: button('Create extension') },
    members: { path: pages.channel!, open: button(/^Members, /) },
    'edit channel': { path: pages.channel!, open: item('More about this channel', 'Edit channel') },
    'what a channel understands': {
      path: pages.channel!,
      open: item('More about this channel', 'What it understands'),
    },
    'signature of incoming webhooks': {
      path: pages.channel!,
      open: item('More about this channel', 'Signature of incoming webhooks'),
    },
    'leave channel': { path: pages.channel!, open: item('More about this channel', 'Leave channel') },
    'delete bot': { path: pages['bot settings']!, open: button(/^Delete bot/) },
    'invite somebody': { path: pages.members!, open: button(/^Invite/) },
    'generate new token': { path: pages['webhook tokens']!, open: button('Generate New Token') },
    'delete token': { path: pages['webhook tokens']!, open: item(/^More for /, 'Delete') },
    'get webhook url': { path: pages['webhook tokens']!, open: button('Get Webhook URL') },
    'call in full': { path: pages['usage history']!, open: link(/call in full/) },
    'show code': { path: pages.extension!, open: button(/^Show code of version 1/) },
  };
}

// Both themes and both widths, paired, since no dialog depends on both at once.
for (const [width, colorScheme] of [
  [1280, 'light'],
  [390, 'dark'],
] as const) {
  test(`every main dialog is free of WCAG 2.2 AA violations, ${width} px, ${colorScheme}`, async ({
    browser,
  }) => {
    test.slow();
    const context = await browser.newContext({
      viewport: { width, height: 844 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    const { pages } = await workspace(context);
    const page = await context.newPage();
    for (const [name, { path, open }] of Object.entries(dialogsOf(pages))) {
      await goToAlive(page, path);
      const dialog = page.getByRole('dialog');
      await open(page);
      await expect(dialog, name).toBeVisible();
      await expect(dialog.getByRole('status', { name: /loading/i })).toHaveCount(0);
      await expectAccessible(page, name);
      await expectNoSidewaysScrolling(page, name);
      await expect(dialog, `${name} has a name`).toHaveAccessibleName(/./);
      await page.keyboard.press('Escape');
      await expect(dialog, `Escape closes ${name}`).toHaveCount(0);
    }
    await context.close();
  });
}
