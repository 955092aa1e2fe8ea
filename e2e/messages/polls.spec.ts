import type { Browser, Page } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible, expectNoSidewaysScrolling } from '../accessibility/axe';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

const POLL = {
  text: 'Please choose until noon.',
  card: {
    title: 'Where do we have lunch?',
    theme: 'poll',
    options: [{ text: 'Soup bar' }, { text: 'Salad' }, { text: 'Rice & Co' }],
  },
};

async function aPoll() {
  const [ada, bob] = [await createUser({ name: 'Ada Lovelace' }), await createUser({ name: 'Bob Noyce' })];
  const { token } = await createToken(ada);
  const channel = await createChannel(ada, { members: [bob] });
  expect((await post(urlOf.channel(channel.uniqueName, token), POLL)).status).toBe(204);
  return { ada, bob, path: `/channels/${channel.uniqueName}` };
}

async function openAs(browser: Browser, person: { id: string }, path: string): Promise<Page> {
  const context = await browser.newContext();
  await signIn(context, person);
  const page = await context.newPage();
  await page.goto(path);
  await expect(page.getByRole('radiogroup', { name: POLL.card.title })).toBeVisible();
  return page;
}

const option = (page: Page, name: string) => page.getByRole('radio', { name });

test('a vote is seen live by everybody, and can be changed and taken back', async ({ browser }) => {
  const { ada, bob, path } = await aPoll();
  const [hers, his] = [await openAs(browser, ada, path), await openAs(browser, bob, path)];
  await option(hers, 'Salad').click();
  for (const page of [hers, his]) {
    await expect(option(page, 'Salad')).toHaveAccessibleName(/1 vote, 100%/);
    await expect(page.getByText('1 vote', { exact: true })).toBeVisible();
  }
  await expect(option(hers, 'Salad')).toBeChecked();
  await expect(option(his, 'Salad')).not.toBeChecked();

  await option(his, 'Rice & Co').click();
  for (const page of [hers, his]) {
    await expect(option(page, 'Rice & Co')).toHaveAccessibleName(/1 vote, 50%/);
    await expect(page.getByText('2 votes', { exact: true })).toBeVisible();
  }
  await option(hers, 'Soup bar').click();
  await expect(option(his, 'Soup bar')).toHaveAccessibleName(/1 vote, 50%/);
  await expect(option(his, 'Salad')).toHaveAccessibleName(/0 votes, 0%/);

  await hers.getByRole('button', { name: 'Take back my vote' }).click();
  await expect(his.getByText('1 vote', { exact: true })).toBeVisible();
  await expect(hers.getByRole('button', { name: 'Take back my vote' })).toHaveCount(0);
  await hers.reload();
  await expect(option(hers, 'Rice & Co')).toHaveAccessibleName(/1 vote, 100%/);
  for (const page of [hers, his]) await page.context().close();
});

test('at the head of a thread the votes of others are seen live, too', async ({ browser }) => {
  const [ada, bob] = [await createUser(), await createUser()];
  const { token } = await createToken(ada);
  const channel = await createChannel(ada, { members: [bob] });
  const path = `/channels/${channel.uniqueName}`;
  const url = urlOf.channel(channel.uniqueName, token);
  const { json } = await post(url, { ...POLL, sync_message: true });
  const reply = { text: 'Soup, please', thread_message_id: String(json?.message_id) };
  expect((await post(url, reply)).status).toBe(204);
  const [hers, his] = [await openAs(browser, ada, path), await openAs(browser, bob, path)];
  await hers.getByRole('link', { name: '1 reply' }).click();
  await expect(hers).toHaveURL(/\/threads\/\d+$/);
  await expect(hers.getByText('No votes yet')).toBeVisible();
  await option(his, 'Salad').click();
  await expect(option(hers, 'Salad')).toHaveAccessibleName(/1 vote, 100%/);
  await expect(option(hers, 'Salad')).not.toBeChecked();
  await option(hers, 'Soup bar').click();
  await expect(hers.getByText('2 votes', { exact: true })).toBeVisible();
  await expect(option(his, 'Soup bar')).toHaveAccessibleName(/1 vote, 50%/);
  for (const page of [hers, his]) await page.context().close();
});

test('votes given while a page was offline are there when it is back', async ({ browser }) => {
  const { ada, bob, path } = await aPoll();
  const [hers, his] = [await openAs(browser, ada, path), await openAs(browser, bob, path)];
  await hers.context().setOffline(true);
  await option(his, 'Salad').click();
  await expect(option(his, 'Salad')).toHaveAccessibleName(/1 vote/);
  await hers.context().setOffline(false);
  await expect(option(hers, 'Salad')).toHaveAccessibleName(/1 vote/);
  for (const page of [hers, his]) await page.context().close();
});

test('what is chosen while a vote is on its way is not lost: the last wish counts', async ({
  page,
  context,
}) => {
  const { ada, path } = await aPoll();
  await signIn(context, ada);
  await page.goto(path);
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/vote', async (route) => {
    await held;
    await route.continue();
  });
  // Repeated until the page takes clicks, since it is shown earlier.
  await expect(async () => {
    await option(page, 'Salad').click();
    await expect(option(page, 'Salad')).toBeChecked({ timeout: 500 });
  }).toPass();
  await option(page, 'Soup bar').click();
  await page.getByRole('button', { name: 'Take back my vote' }).click();
  await expect(page.getByText('No votes yet')).toBeVisible();
  await option(page, 'Rice & Co').click();
  const stored = page.waitForResponse(
    (answer) => answer.url().endsWith('/vote') && answer.request().postData()?.includes('2') === true,
  );
  release();
  await stored;
  await page.reload();
  await expect(option(page, 'Rice & Co')).toBeChecked();
  await expect(page.getByText('1 vote', { exact: true })).toBeVisible();
});

test('a poll is used by the keyboard: arrows move, Space votes', async ({ page, context }) => {
  const { ada, path } = await aPoll();
  await signIn(context, ada);
  await page.goto(path);
  await option(page, 'Soup bar').focus();
  await page.keyboard.press('ArrowDown');
  await expect(option(page, 'Salad')).toBeFocused();
  await expect(page.getByText('No votes yet')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await expect(option(page, 'Rice & Co')).toBeChecked();
  await expect(page.getByRole('status').filter({ hasText: 'You voted for Rice & Co' })).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No votes yet')).toBeVisible();
  await expect(option(page, 'Rice & Co')).toBeFocused();
});

for (const width of [1280, 390]) {
  test(`a poll is accessible and fits, ${width} wide`, async ({ page, context }) => {
    const { ada, path } = await aPoll();
    await page.setViewportSize({ width, height: 800 });
    await signIn(context, ada);
    await page.goto(path);
    await option(page, 'Salad').click();
    await expect(option(page, 'Salad')).toHaveAccessibleName(/100%/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `poll, ${colorScheme}`);
    }
    await expectNoSidewaysScrolling(page, 'poll');
  });
}
