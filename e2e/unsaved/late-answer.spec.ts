import type { Page } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser, type TestUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { fromMenu, press } from '../connection/changes/change';
import { holdChanges } from '../connection/faults';
import { createPasskey } from '../support/passkey';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

const dialogOf = (page: Page) => page.getByRole('dialog');
const inDialog = (page: Page, name: string) => dialogOf(page).getByRole('button', { name, exact: true });

/** Presses the button of the open dialog, and Cancel while the answer is on its way. `goOn` lets that come. */
async function pressAndCancel(page: Page, name: string): Promise<() => void> {
  const { arrived, goOn } = await holdChanges(page);
  await inDialog(page, name).click();
  await arrived;
  await inDialog(page, 'Cancel').click();
  await expect(dialogOf(page)).toHaveCount(0);
  return goOn;
}

const goToMembers = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click();

type Make = (
  person: TestUser,
) => Promise<{ path: string; ask(page: Page): Promise<void>; confirm: string; said: RegExp }>;

/** Deeds that lead to a list, with what is said after them. */
const LEADING = {
  'deleting a token': async (person) => ({
    path: `${TOKENS_PATH}/${(await createToken(person, { name: 'Build server' })).id}`,
    ask: fromMenu('More for Build server', 'Delete'),
    confirm: 'Delete token',
    said: /“Build server” is deleted/,
  }),
  'deleting a channel': async (person) => {
    const { name, uniqueName } = await createChannel(person);
    return {
      path: `/channels/${uniqueName}`,
      async ask(page) {
        await fromMenu('More about this channel', 'Delete channel')(page);
        await dialogOf(page).getByRole('textbox').fill(name);
      },
      confirm: 'Delete channel',
      said: /is deleted\./,
    };
  },
  'leaving a private channel': async (person) => {
    // The last member may not leave.
    const { uniqueName } = await createChannel(person, { access: 'PRIVATE', members: [await createUser()] });
    return {
      path: `/channels/${uniqueName}`,
      ask: fromMenu('More about this channel', 'Leave channel'),
      confirm: 'Leave channel',
      said: /You have left/,
    };
  },
  'deleting a bot': async (person) => ({
    path: `/bots-and-tools/bots/${(await createBot(person)).uniqueName}`,
    ask: press('button', 'Delete bot…'),
    confirm: 'Delete bot',
    said: /is deleted\./,
  }),
  'deleting an extension': async (person) => ({
    path: `/bots-and-tools/extensions/${(await createExtension(person)).number}`,
    ask: press('button', 'Delete extension…'),
    confirm: 'Delete extension',
    said: /is deleted\./,
  }),
} satisfies Record<string, Make>;

for (const [name, make] of Object.entries(LEADING)) {
  test(`the late answer to ${name}, cancelled meanwhile, takes nobody away from another page`, async ({
    page,
    person,
  }) => {
    const { path, ask, confirm, said } = await make(person);
    await page.goto(path);
    await ask(page);
    const goOn = await pressAndCancel(page, confirm);
    await goToMembers(page);
    await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
    goOn();
    await expect(page.getByText(said)).toBeVisible();
    // Whoever is led away is so together with those words: the page is drawn anew after them.
    await page.getByRole('button', { name: /^Account of/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
    await expect(page).toHaveURL('/members');
  });
}

const LISTS = {
  'deleting a channel': 'channels',
  'leaving a private channel': 'channels',
  'deleting a bot': 'bots',
  'deleting an extension': 'extensions',
};

for (const [name, list] of Object.entries(LISTS)) {
  test(`the late answer to ${name}, cancelled meanwhile, leads whoever has stayed to the list`, async ({
    page,
    person,
  }) => {
    const { path, ask, confirm, said } = await LEADING[name as keyof typeof LISTS](person);
    await page.goto(path);
    await ask(page);
    const goOn = await pressAndCancel(page, confirm);
    goOn();
    await expect(page.getByText(said)).toBeVisible();
    await expect(page).toHaveURL(`/bots-and-tools/${list}`);
  });
}

test('a token whose deletion was cancelled too late leaves the list, and the dialog opened since stays', async ({
  page,
  person,
}) => {
  await createToken(person, { name: 'Old' });
  await createToken(person, { name: 'Another' });
  await page.goto(TOKENS_PATH);
  await fromMenu('More for Old', 'Delete')(page);
  const goOn = await pressAndCancel(page, 'Delete token');
  await press('button', 'Generate New Token')(page);
  const name = dialogOf(page).getByRole('textbox', { name: 'Name' });
  await name.fill('Typed meanwhile');
  goOn();
  await expect(page.getByText('“Old” is deleted.')).toBeVisible();
  await expect(page.locator('tr').filter({ hasText: 'Old' })).toHaveCount(0);
  await expect(name).toHaveValue('Typed meanwhile');
});

test('a usage history whose token was deleted after Cancel says that it is gone', async ({
  page,
  person,
}) => {
  const { id } = await createToken(person, { name: 'Old' });
  await page.goto(`${TOKENS_PATH}/${id}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await fromMenu('More for Old', 'Delete')(page);
  const goOn = await pressAndCancel(page, 'Delete token');
  goOn();
  await expect(page.getByText('There is no such token any more')).toBeVisible();
  await expect(page).toHaveURL(`${TOKENS_PATH}/${id}`);
});

test('the late answer to one question about a channel leaves the dialog that was opened since', async ({
  page,
  person,
}) => {
  const { uniqueName } = await createChannel(person);
  await page.goto(`/channels/${uniqueName}`);
  await fromMenu('More about this channel', 'Leave channel')(page);
  const goOn = await pressAndCancel(page, 'Leave channel');
  await fromMenu('More about this channel', 'Edit channel')(page);
  const description = dialogOf(page).getByLabel('Description');
  await description.fill('Typed meanwhile');
  goOn();
  await expect(page.getByText(/^You have left/)).toBeVisible();
  await expect(description).toHaveValue('Typed meanwhile');
});

test('the late answer to Create channel leaves the next channel that is being typed', async ({
  page,
  person,
}) => {
  expect(person.id).toBeTruthy();
  await page.goto('/bots-and-tools/channels');
  const [first, next] = [unique('First'), unique('Next')];
  const name = dialogOf(page).getByRole('textbox', { name: 'Name' });
  await press('button', 'Create channel')(page);
  await name.fill(first);
  const goOn = await pressAndCancel(page, 'Create channel');
  await press('button', 'Create channel')(page);
  await name.fill(next);
  goOn();
  // It was created all the same, and the list shows it.
  await expect(page.locator('main').getByText(first)).toBeVisible();
  await expect(name).toHaveValue(next);
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toHaveCount(0);
  await expect(page).toHaveURL('/bots-and-tools/channels');
});

test('the late answer to a new name of a passkey leaves the question that was opened since', async ({
  page,
  person,
}) => {
  await createPasskey(person);
  await page.goto('/settings/security');
  await fromMenu('More about Test key', 'Rename')(page);
  await dialogOf(page).getByRole('textbox').fill('Renamed key');
  const goOn = await pressAndCancel(page, 'Save');
  await fromMenu('More about Test key', 'Remove')(page);
  goOn();
  await expect(page.locator('main').getByText('Renamed key')).toBeVisible();
  await expect(inDialog(page, 'Remove last method')).toBeVisible();
});

test.describe('a link that was cancelled before it came', () => {
  test('is not shown by the next invitation', async ({ page, context }) => {
    await signIn(context, await createUser({ role: 'ADMINISTRATOR' }), { steppedUp: true });
    await page.goto('/members');
    const email = dialogOf(page).getByLabel('E-mail (optional)');
    const cancelled = `${unique('grace').toLowerCase().replace(/\W+/g, '-')}@example.com`;
    await press('button', 'Invite')(page);
    await email.fill(cancelled);
    const goOn = await pressAndCancel(page, 'Create link');
    await press('button', 'Invite')(page);
    await email.fill('next@example.com');
    goOn();
    await expect(page.locator('main').getByText(cancelled)).toBeVisible();
    await expect(email).toHaveValue('next@example.com');
    await expect(page.getByText(/\/join\//)).toHaveCount(0);
  });

  test('is not shown by the next reset link', async ({ page, context }) => {
    const name = unique('Grace');
    await createUser({ name });
    await signIn(context, await createUser({ role: 'ADMINISTRATOR' }), { steppedUp: true });
    await page.goto('/members');
    const ask = fromMenu(`More about ${name}`, 'Reset link');
    await ask(page);
    const goOn = await pressAndCancel(page, 'Create link');
    await ask(page);
    const redrawn = page.waitForResponse((one) => one.request().headers().rsc === '1');
    goOn();
    await redrawn;
    await expect(inDialog(page, 'Create link')).toBeVisible();
    await expect(page.getByText(/\/reset\//)).toHaveCount(0);
  });
});
