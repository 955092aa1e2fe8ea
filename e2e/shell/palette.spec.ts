import type { Page } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { goToAlive } from '../support/go-to';
import { setStepUpAge, signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

const open = (page: Page) => goToAlive(page, '/settings/sessions');

/** Looks something up with ⌘K. */
async function find(page: Page, words: string) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).fill(words);
  return page.getByRole('dialog', { name: 'Search and commands' }).getByRole('option');
}

test('⌘K finds tokens, channels, bots and extensions by name, and goes there', async ({ page, person }) => {
  const [token, channel, bot, extension] = ['Token', 'Channel', 'Bot', 'Extension'].map(unique) as [
    string,
    string,
    string,
    string,
  ];
  const elsewhere = await createUser();
  const { id } = await createToken(person, { name: token });
  // The person has joined, subscribed to and installed none of these, and finds them all the same.
  const { uniqueName } = await createChannel(elsewhere, { name: channel });
  const { uniqueName: botName } = await createBot(elsewhere, { name: bot });
  const { number } = await createExtension(elsewhere, { name: extension, published: true });
  await open(page);
  for (const [name, path] of [
    [token, `${TOKENS_PATH}/${id}`],
    [channel, `/channels/${uniqueName}`],
    [bot, `/bots/${botName}`],
    [extension, `/bots-and-tools/extensions/${number}`],
  ] as const) {
    const options = await find(page, name.toLowerCase());
    await expect(options.filter({ hasText: name })).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(path);
  }
});

test('while the module is closed ⌘K neither shows nor asks for tokens', async ({ page, person }) => {
  const name = unique('Hidden token');
  await createToken(person, { name });
  await setStepUpAge(person, null);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  const options = await find(page, 'hidden token');
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  await expect(options).toHaveCount(0);
  expect(await page.content()).not.toContain(name);
  expect(asked).not.toContain('/api/webhook-tokens');
});

test('administrators find everybody, and are led to their line; members find whom they chat with', async ({
  page,
  person,
  browser,
}) => {
  const friend = await createUser({ name: unique('Grace') });
  // Her line is far from the first that are drawn, and others come after it.
  for (let n = 0; n < 40; n++) await createUser({ name: unique(n % 2 ? 'Alan' : 'Zuse') });
  expect(person.role).toBe('MEMBER');
  await open(page);
  await find(page, friend.name);
  await expect(page.getByText('Nothing matches.')).toBeVisible();
  expect((await page.request.get('/api/members')).status()).toBe(403);

  const theirs = await browser.newContext();
  await signIn(theirs, await createUser({ role: 'ADMINISTRATOR' }));
  const inside = await theirs.newPage();
  await open(inside);
  await expect(await find(inside, friend.email)).toHaveCount(1);
  await inside.keyboard.press('Enter');
  await expect(inside).toHaveURL(`/members#member-${friend.id}`);
  await expect(inside.getByText(friend.email)).toBeInViewport();
  await theirs.close();
});
