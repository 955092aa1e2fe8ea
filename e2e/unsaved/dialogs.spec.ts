import type { Locator, Page } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import type { TestUser } from '@/prisma/factories/create-user';
import { fromMenu, press } from '../connection/changes/change';
import { createPasskey } from '../support/passkey';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';
import { post, urlOf } from '../webhooks/call';
import { pressBeside } from './press-beside';

type Typing = {
  path: string;
  open: (page: Page) => Promise<void>;
  /** Where something is typed. */
  field: (dialog: Locator) => Locator;
  /** Up to the field. */
  prepare?: (page: Page) => Promise<void>;
};

const textbox = (name: string) => (dialog: Locator) => dialog.getByRole('textbox', { name });
const pathOf = (uniqueName: string) => `/channels/${uniqueName}`;

/** Dialogs in which something is typed. */
const TYPINGS: Record<string, (person: TestUser) => Typing | Promise<Typing>> = {
  'Create bot': () => ({
    path: '/bots-and-tools/bots',
    open: press('button', 'Create bot'),
    field: textbox('Name'),
  }),
  'Create channel': () => ({
    path: '/bots-and-tools/channels',
    open: press('button', 'Create channel'),
    field: textbox('Name'),
  }),
  'Create extension': () => ({
    path: '/bots-and-tools/extensions',
    open: press('button', 'Create extension'),
    field: textbox('Name'),
  }),
  'Edit channel': async (person) => ({
    path: pathOf((await createChannel(person)).uniqueName),
    open: fromMenu('More about this channel', 'Edit channel'),
    field: textbox('Description'),
  }),
  'What it understands': async (person) => ({
    path: pathOf((await createChannel(person)).uniqueName),
    open: fromMenu('More about this channel', 'What it understands'),
    field: textbox('Title'),
  }),
  Signature: async (person) => ({
    path: pathOf((await createChannel(person)).uniqueName),
    open: fromMenu('More about this channel', 'Signature of incoming webhooks'),
    async prepare(page) {
      await page.getByRole('dialog').getByLabel('Who signs').click();
      await page.getByRole('option', { name: 'GitHub', exact: true }).click();
    },
    field: (dialog) => dialog.getByLabel('Secret 1', { exact: true }),
  }),
  'Make this readable': async (person) => {
    const { uniqueName } = await createChannel(person);
    const { token } = await createToken(person);
    await post(urlOf.channelIncoming(uniqueName, token), { job: 'nightly', state: 'done' });
    return {
      path: pathOf(uniqueName),
      open: press('button', 'Make this readable'),
      field: textbox('Title'),
    };
  },
  'Generate New Token': () => ({
    path: TOKENS_PATH,
    open: press('button', 'Generate New Token'),
    field: textbox('Name'),
  }),
  Invite: async ({ id }) => {
    await db().user.update({ where: { id }, data: { role: 'ADMINISTRATOR' }, select: { id: true } });
    return { path: '/members', open: press('button', 'Invite'), field: textbox('E-mail (optional)') };
  },
  'Rename passkey': async (person) => {
    await createPasskey(person);
    return {
      path: '/settings/security',
      open: fromMenu('More about Test key', 'Rename'),
      field: textbox('Name'),
    };
  },
  Publish: async (person) => ({
    path: `/bots-and-tools/extensions/${(await createExtension(person)).number}`,
    open: press('button', /^Publish$/),
    field: textbox('Version note'),
  }),
};

const questionOf = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const dialogOf = (page: Page) => page.getByRole('dialog').first();

for (const [name, typing] of Object.entries(TYPINGS)) {
  test(`${name} keeps what was typed when one presses beside it, and Escape and Close ask first`, async ({
    page,
    person,
  }) => {
    const { path, open, prepare, field } = await typing(person);
    await page.goto(path);
    await open(page);
    await prepare?.(page);
    const dialog = dialogOf(page);
    await field(dialog).fill('Not saved yet');
    await pressBeside(page);
    await page.keyboard.press('Escape');
    // Had the press beside closed the dialog, Escape would have asked nothing.
    await expect(questionOf(page)).toBeVisible();
    await questionOf(page).getByRole('button', { name: 'Stay' }).click();
    await expect(questionOf(page)).toHaveCount(0);
    await expect(field(dialog)).toHaveValue('Not saved yet');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await questionOf(page).getByRole('button', { name: 'Leave without saving' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    // Nothing of it is left that would keep the page.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click();
    await expect(page).toHaveURL('/members');
  });
}

test('where nothing was typed, Escape and a press beside the dialog close it', async ({ page, person }) => {
  const { path, open, field } = await TYPINGS['Edit channel']!(person);
  await page.goto(path);
  const dialog = page.getByRole('dialog');
  for (const close of [() => page.keyboard.press('Escape'), () => pressBeside(page)]) {
    await open(page);
    const before = await field(dialog).inputValue();
    await field(dialog).fill('Taken back');
    await field(dialog).fill(before);
    await close();
    await expect(dialog).toHaveCount(0);
  }
});

test('a dialog that is left with something typed gives the focus back to its button', async ({
  page,
  person,
}) => {
  const { path, open, field } = await TYPINGS['Create bot']!(person);
  await page.goto(path);
  await open(page);
  await field(page.getByRole('dialog')).fill('Not saved yet');
  await page.keyboard.press('Escape');
  await questionOf(page).getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Create bot' }).first()).toBeFocused();
});

test('leaving a dialog leaves what is typed on its page alone', async ({ page, person }) => {
  const { number } = await createExtension(person);
  await page.goto(`/bots-and-tools/extensions/${number}`);
  const description = page.getByRole('main').getByLabel('Description');
  await description.fill('Typed on the page');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel('Version note').fill('Typed in the dialog');
  await page.keyboard.press('Escape');
  await questionOf(page).getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(description).toHaveValue('Typed on the page');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click();
  await expect(questionOf(page)).toBeVisible();
});
